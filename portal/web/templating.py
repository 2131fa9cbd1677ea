"""Templates beside their views, and what every page knows."""

import hashlib
from pathlib import Path
from typing import Any

from flask import Flask, current_app, has_request_context, request, session, url_for
from jinja2 import FileSystemLoader, PrefixLoader, StrictUndefined

from portal.config import ROOT, Settings
from portal.kernel import ids
from portal.web import slots
from portal.web.access import current_viewer, may
from portal.web.feature import Feature, NavigationEntry
from portal.web.locale import NAMES, alternates, current_language

STATIC = ROOT / "static"
THEMES = ("light", "dark")


def register(app: Flask, settings: Settings, features: tuple[Feature, ...]) -> None:
    package = Path(app.root_path)
    folders = {p.parent.name: FileSystemLoader(p) for p in sorted(package.glob("*/templates"))}
    app.jinja_loader = PrefixLoader(folders)
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters["public_id"] = ids.encode
    app.jinja_env.globals.update(
        slot=slots.fill,
        may=may,
        static_url=static_url,
        has_endpoint=lambda name: name in app.view_functions,
        language_names=NAMES,
    )
    app.extensions["portal.static_version"] = _static_version()
    app.extensions["portal.features"] = features
    app.context_processor(lambda: _page_context(settings))


def _static_version() -> str:
    """Changes whenever any static file does; it is part of every static address."""
    digest = hashlib.sha256()
    for path in sorted(p for p in STATIC.rglob("*") if p.is_file()):
        digest.update(str(path.relative_to(STATIC)).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def static_url(path: str) -> str:
    """The versioned address of a static file; relative imports inside it stay versioned."""
    return f"/static/{current_app.extensions['portal.static_version']}/{path}"


def _page_context(settings: Settings) -> dict[str, Any]:
    if not has_request_context():
        return {"city": settings.city, "language": current_language()}
    viewer = current_viewer()
    theme = request.cookies.get("theme", "")
    return {
        "city": settings.city,
        "portal_url": settings.url,
        "canonical": settings.url + request.path,
        "source_url": "",
        "language": current_language(),
        "languages": settings.languages,
        "alternates": alternates(),
        "navigation": _navigation("navigation"),
        "footer_links": _navigation("footer"),
        "theme": theme if theme in THEMES else "",
        "viewer": viewer,
        "member": viewer if viewer.is_known else None,
        "has_session": bool(session),
    }


def _navigation(which: str) -> list[dict[str, Any]]:
    features: tuple[Feature, ...] = current_app.extensions["portal.features"]
    entries: list[NavigationEntry] = [e for f in features for e in getattr(f, which)]
    shown = [e for e in entries if e.permission is None or may(e.permission)]
    return [_entry(entry) for entry in sorted(shown, key=lambda e: e.order)]


def _entry(entry: NavigationEntry) -> dict[str, Any]:
    url = url_for(entry.endpoint)
    return {
        "label": entry.label,
        "endpoint": entry.endpoint,
        "url": url,
        "icon": entry.icon,
        "place": entry.place,
        "count": entry.count() if entry.count else 0,
        "is_current": request.path == url or (url != "/" and request.path.startswith(url)),
    }
