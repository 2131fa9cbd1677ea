"""Looking at a page as people with different eyes, hands and windows would."""

import hashlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe

from tests.security import atlas, forms
from tests.security.conftest import NOBODY, House

DESKTOP, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
NARROW, DOUBLED = {"width": 320, "height": 640}, {"width": 1280, "height": 800}
# What people see: no maps of data, no fragments, no files.
BEYOND = (
    {"q": "nothing-of-that-name"},
    {"q": "port"},
    {"bbox": "not a box"},
    {"tag": "nobody-uses-this"},
)
_MOVING = re.compile(r'csrf[-_]token"[^>]*|\b[0-9A-HJKMNP-TV-Z]{13}\b')


@dataclass(frozen=True)
class Site:
    """A running portal, the same from inside, and what there is to fill into its addresses."""

    url: str
    house: House
    world: atlas.World

    def pages(self, who: str) -> Iterator[str]:
        """The addresses at which this person gets a page of its own look."""
        listed = [*atlas.addresses(self.house.app, self.world), "/nothing/here"]
        listed += [f"{a}?{k}={v}" for a in ("/contributions/", "/search", "/map")
                   for query in BEYOND for k, v in query.items()]  # fmt: skip
        seen = set()
        for address in listed:
            response = self.house.clients[who].get(address)
            body = response.get_data(as_text=True) if response.mimetype == "text/html" else ""
            if "<html" not in body:
                continue
            look = hashlib.sha256(_look(body).encode()).digest()
            if look not in seen and not 300 <= response.status_code < 400:
                seen.add(look)
                yield address

    def returning(self, who: str) -> Iterator[tuple[str, str]]:
        """Pages with a form that comes back when it is sent empty, and where it is sent."""
        seen = set()
        for address in self.pages(who):
            html = self.house.clients[who].get(address).get_data(as_text=True)
            main = html[html.find("<main") :]
            for form in forms.read(address, main):
                kind = _MOVING.sub("", form.address)
                if form.method == "POST" and kind not in seen and self._comes_back(who, form):
                    seen.add(kind)
                    yield address, form.address

    def _comes_back(self, who: str, form: forms.Form) -> bool:
        empty = {k: v if form.kinds[k] == "hidden" else "" for k, v in form.values.items()}
        typed = set(form.kinds.values()) & {"text", "email", "password", "textarea"}
        if not typed:
            return False
        response = self.house.clients[who].post(form.address, data=empty)
        return response.status_code in {200, 422} and response.mimetype == "text/html"


def _look(html: str) -> str:
    """The page's own part, without names that differ from work to work."""
    main = html[html.find("<main") : html.rfind("</main>")]
    return re.sub(r"\d+", "0", _MOVING.sub("", main))


@contextmanager
def window(browser: Any, site: Site, who: str, language: str) -> Iterator["Window"]:
    """A browser in which this person is logged in and reads this language."""
    context = browser.new_context(base_url=site.url, locale="en-GB", viewport=DESKTOP)
    cookies = [{"name": "lang", "value": language, "url": site.url}]
    if who != NOBODY:
        kept = site.house.clients[who].get_cookie("portal")
        cookies.append({"name": "portal", "value": kept.value, "url": site.url})
    context.add_cookies(cookies)
    try:
        yield Window(context.new_page(), site, language)
    finally:
        context.close()


class Window:
    """One tab; `complaints` collects what a page says to the console and asks of others."""

    def __init__(self, page: Any, site: Site, language: str) -> None:
        self.page, self.site, self.language = page, site, language
        self.complaints: list[str] = []
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.complaints.append(f"script error: {error}"))
        page.on("request", self._watch)
        page.on("dialog", lambda box: (self.complaints.append("a dialog"), box.dismiss()))

    def _hear(self, message: Any) -> None:
        own_status = message.location.get("url") == self.page.url and "status of 4" in message.text
        if message.type == "error" and not own_status:
            self.complaints.append(f"console: {message.text}")

    def _watch(self, request: Any) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in {"http", "https"} and parts.netloc != urlsplit(self.site.url).netloc:
            self.complaints.append(f"asked {parts.netloc}")

    def open(self, address: str) -> None:
        self.page.set_viewport_size(DESKTOP)
        self.page.emulate_media(color_scheme="light")
        self.page.goto(address, wait_until="load")

    def send_empty(self, target: str) -> bool:
        """Send the form of this page that goes to `target`, with nothing in it.

        False when the page shows another one by now: the desk goes on to the next work.
        """
        if not self.page.locator(f"main form[action^='{target}']").count():
            return False
        with self.page.expect_navigation(wait_until="load"):
            self.page.evaluate(_SEND_EMPTY, target)
        return True

    def audit(self) -> list[str]:
        """Everything that is wrong with the page that is open."""
        found = [*self._structure(), *self._axe(), *self._overflow()]
        found, self.complaints = [*found, *self.complaints], []
        return found

    def _structure(self) -> Iterator[str]:
        told = self.page.evaluate(_STRUCTURE)
        if told["lang"] != self.language:
            yield f"lang is {told['lang']}"
        if told["headings"] != 1:
            yield f"{told['headings']} h1"
        if not told["title"].strip():
            yield "no title"

    def _axe(self) -> Iterator[str]:
        for size in (DESKTOP, PHONE):
            self.page.set_viewport_size(size)
            for scheme in ("light", "dark"):
                self.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
                for violation in Axe().run(self.page).response["violations"]:
                    node = violation["nodes"][0]
                    where = f"{size['width']} {scheme}"
                    yield f"axe {violation['id']} ({where}): {node['target']} {node['html'][:120]}"

    def _overflow(self) -> Iterator[str]:
        self.page.set_viewport_size(NARROW)
        if self.page.evaluate(_WIDER):
            yield f"wider than 320 px: {self.page.evaluate(_WIDEST)}"
        self.page.set_viewport_size(DOUBLED)
        self.page.evaluate("document.documentElement.style.fontSize = '200%'")
        if self.page.evaluate(_WIDER):
            yield f"too wide with text of 200 %: {self.page.evaluate(_WIDEST)}"


_STRUCTURE = """() => ({
  lang: document.documentElement.lang, title: document.title,
  headings: document.querySelectorAll('h1').length})"""
_WIDER = "document.scrollingElement.scrollWidth > document.documentElement.clientWidth"
_WIDEST = """() => { const wide = document.documentElement.clientWidth;
  return [...document.querySelectorAll('body *')].filter(
    (e) => e.getBoundingClientRect().right > wide + 1).slice(0, 3).map(
    (e) => e.outerHTML.slice(0, 90)).join(' … '); }"""
_SEND_EMPTY = """(target) => {
  const form = [...document.querySelectorAll('main form')].find(
    (f) => f.getAttribute('action')?.split('?')[0] === target);
  for (const e of form.elements)
    if (e.type !== 'hidden' && 'value' in e && !['submit', 'button', 'radio', 'checkbox', 'file']
      .includes(e.type)) e.value = '';
  form.noValidate = true; HTMLFormElement.prototype.submit.call(form); }"""
