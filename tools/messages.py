"""Read all texts out of the code and bring the catalogues up to date: `make messages`.

A text that went away leaves its catalogue, a new one comes in empty (`make check` then names it),
and English says what the code says.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

import polib
from babel.messages.plurals import get_plural

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = ("fr", "br", "nl", "en")
KEYWORDS = ("_l", "lazy_gettext", "lazy_pgettext:1c,2", "pgettext:1c,2", "npgettext:1c,2,3")


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        template = Path(folder) / "messages.pot"
        _extract(template)
        texts = polib.pofile(str(template))
    for language in LANGUAGES:
        _bring_up_to_date(language, texts)
    return 0


def _extract(template: Path) -> None:
    command = [sys.executable, "-m", "babel.messages.frontend", "--quiet", "extract"]
    options = ["-F", "tools/babel.cfg", "-o", str(template), "--no-location", "--sort-output"]
    keywords = [part for keyword in KEYWORDS for part in ("-k", keyword)]
    subprocess.run([*command, *options, *keywords, "portal"], cwd=ROOT, check=True)


def _bring_up_to_date(language: str, texts: polib.POFile) -> None:
    path = ROOT / "translations" / language / "LC_MESSAGES" / "messages.po"
    known = {_key(entry): entry for entry in polib.pofile(str(path))} if path.exists() else {}
    catalogue = polib.POFile(wrapwidth=100)
    catalogue.metadata = _metadata(language)
    for text in texts:
        catalogue.append(_entry(language, text, known.get(_key(text))))
    path.parent.mkdir(parents=True, exist_ok=True)
    catalogue.save(str(path))


def _key(entry: polib.POEntry) -> tuple[str, str, str]:
    return entry.msgctxt or "", entry.msgid, entry.msgid_plural or ""


def _entry(language: str, text: polib.POEntry, known: polib.POEntry | None) -> polib.POEntry:
    entry = polib.POEntry(
        msgid=text.msgid,
        msgid_plural=text.msgid_plural,
        msgctxt=text.msgctxt,
        flags=[flag for flag in text.flags if flag != "fuzzy"],
    )
    forms = range(get_plural(language).num_plurals)
    if language == "en":
        entry.msgstr = "" if text.msgid_plural else text.msgid
        both = (text.msgid, text.msgid_plural)
        entry.msgstr_plural = {n: both[min(n, 1)] for n in forms} if text.msgid_plural else {}
    elif known:
        entry.msgstr, entry.msgstr_plural = known.msgstr, known.msgstr_plural
    elif text.msgid_plural:
        entry.msgstr_plural = dict.fromkeys(forms, "")
    return entry


def _metadata(language: str) -> dict[str, str]:
    plural = get_plural(language)
    return {
        "Project-Id-Version": "commons-portal",
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": f"nplurals={plural.num_plurals}; plural={plural.plural_expr};",
    }


if __name__ == "__main__":
    sys.exit(main())
