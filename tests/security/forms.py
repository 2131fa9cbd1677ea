"""Forms as a browser reads them from a page: where they go, and what they would send."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urlsplit

TOKEN = "csrf_token"
_UNSENT = {"submit", "button", "reset", "image"}


@dataclass
class Form:
    """`values` is what the form would send as it stands; `kinds` the type of each field."""

    address: str
    method: str
    values: dict[str, str] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)


class _Reader(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.page, self.forms = page, list[Form]()
        self._select = self._area = ""
        self._is_open = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            path = urlsplit(given.get("action") or self.page).path
            self.forms.append(Form(path, given.get("method", "get").upper()))
            self._is_open = True
        elif self._is_open:
            self._read(tag, given)

    def _read(self, tag: str, given: dict[str, str]) -> None:
        name, form = given.get("name", ""), self.forms[-1]
        if tag == "input" and name:
            self._read_input(form, name, given)
        elif tag == "textarea":
            form.values[name], form.kinds[name], self._area = "", "textarea", name
        elif tag == "select":
            form.kinds[name], self._select = "select", name
        elif tag == "option" and self._select:
            if "selected" in given or self._select not in form.values:
                form.values[self._select] = given.get("value", "")
        elif tag == "button" and name:
            form.values.setdefault(name, given.get("value", ""))
            form.kinds[name] = "button"

    def _read_input(self, form: Form, name: str, given: dict[str, str]) -> None:
        kind = given.get("type", "text")
        if kind in _UNSENT:
            return
        form.kinds[name] = kind
        if kind not in {"checkbox", "radio"} or "checked" in given:
            form.values[name] = given.get("value", "on" if kind == "checkbox" else "")

    def handle_data(self, data: str) -> None:
        if self._area:
            self.forms[-1].values[self._area] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self._area:
            typed = self.forms[-1].values[self._area]
            self.forms[-1].values[self._area] = re.sub(r"^\r?\n", "", typed)  # as in HTML
            self._area = ""
        elif tag == "select":
            self._select = ""
        elif tag == "form":
            self._is_open = False


def read(address: str, html: str) -> list[Form]:
    """The forms of a page at this address."""
    reader = _Reader(address)
    reader.feed(html)
    return reader.forms


def find(address: str, html: str, target: str) -> Form | None:
    """The form of a page that is sent to `target`, if there is one."""
    fitting = (f for f in read(address, html) if f.address == target and f.method == "POST")
    return next(fitting, None)
