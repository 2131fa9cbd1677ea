"""A visitor of the portal: verbs people would use. What to press for them stands here only."""

import email
import email.policy
import re
import time
from pathlib import Path
from typing import Any

from tests.browser import Live

WAIT = 30_000  # milliseconds; machines that run tests are often busy


class Visitor:
    """Somebody in front of a browser window."""

    def __init__(self, page: Any, live: Live) -> None:
        self.page, self.live = page, live
        page.set_default_timeout(WAIT)

    # Anywhere

    def opens(self, address: str) -> "Visitor":
        self.page.goto(address, wait_until="load")
        return self

    def reads(self) -> str:
        """What stands on the page."""
        return str(self.page.locator("body").inner_text())

    def finds(self, words: str, *, within: float = 30) -> bool:
        """Whether these words come to stand on the page; reloads while background work goes on."""
        deadline = time.monotonic() + within
        while words not in self.reads():
            if time.monotonic() > deadline:
                return False
            time.sleep(0.5)
            self.page.reload()
        return True

    def chooses_language(self, code: str) -> None:
        self.page.locator("[data-menu] > summary").first.click()
        with self.page.expect_navigation():
            self.page.locator(f".menu__list a[hreflang={code}]").click()

    def reads_language(self) -> str:
        return str(self.page.locator("html").get_attribute("lang"))

    # One's account

    def registers(self, name: str, address: str, password: str) -> None:
        self.opens("/account/register")
        self._fill(name=name, email=address, password=password)
        self._sends("/account/register")

    def follows_letter(self, address: str) -> None:
        """Opens the first link of the newest letter, and what it leads to is confirmed."""
        link = re.search(r"https?://\S+", self.letter(address))
        assert link is not None
        self.opens(link.group())
        form = self.page.locator("main form[method=post]")
        if form.count() and "/confirm/" in self.page.url:
            with self.page.expect_navigation():
                form.first.locator("[type=submit]").first.click()

    def letter(self, address: str, about: str = "") -> str:
        """The text of the newest letter to somebody, once it has come."""
        deadline = time.monotonic() + 40
        while time.monotonic() < deadline:
            for path in sorted((self.live.folder / "mail").glob("*.eml"), reverse=True):
                text = _text_of(path, address)
                if text and about in text:
                    return text
            time.sleep(0.3)
        raise AssertionError(f"no letter for {address} came")

    def logs_in(self, handle: str) -> "Visitor":
        villager = self.live.cast[handle]
        return self.logs_in_with(villager.email, villager.password)

    def logs_in_with(self, address: str, password: str) -> "Visitor":
        self.opens("/account/login")
        self._fill(email=address, password=password)
        self._sends("/account/login")
        return self

    def is_logged_in(self) -> bool:
        return "/account/login" not in self.opens("/account/").page.url

    # Giving

    def adds_photos(self, *photos: Path) -> None:
        """Chooses files on the page where people give; each becomes a draft."""
        self.opens("/contribute")
        self.page.locator("#files").set_input_files([str(photo) for photo in photos])
        send = self.page.locator("form[action='/contribute'] [type=submit]").first
        if send.is_visible():  # without scripts one presses a button
            with self.page.expect_navigation():
                send.click()
        drafts = self.page.locator("[data-draft]")
        drafts.nth(len(photos) - 1).wait_for()

    def describes(self, number: int, title: str) -> None:
        """Gives a draft its title, says whose it is, and where it was taken."""
        draft = self.page.locator("[data-draft]").nth(number)
        name = draft.get_attribute("data-draft")
        draft.locator(f"[name='{name}-title']").fill(title)
        self._opens_part(draft, "rights")
        draft.locator(f"[name='{name}-ownership'][value=mine]").check()
        draft.locator(f"[name='{name}-licence'][value='CC-BY-SA-4.0']").check()
        self._opens_part(draft, "where")
        draft.locator(f"[name='{name}-latitude']").fill("48.3904")
        draft.locator(f"[name='{name}-longitude']").fill("-4.4861")

    def _opens_part(self, draft: Any, part: str) -> None:
        section = draft.locator(f"details[data-section={part}]")
        if section.get_attribute("open") is None:
            section.locator("summary").click()

    def publishes(self) -> None:
        self.page.locator("button[name=do][value=publish]").click()
        self.waits_until_published()

    def waits_until_published(self) -> None:
        self.page.locator(".published").wait_for()

    def has_open(self, css: str) -> bool:
        return self.page.locator(css).first.get_attribute("open") is not None

    # Finding

    def searches_for(self, words: str) -> None:
        self.opens("/search")
        self.page.locator("main input[name=q]").fill(words)
        self.page.locator("main form[role=search] [type=submit]").first.click()
        self.page.wait_for_url("**/search?*q=*")

    def opens_work(self, title: str) -> None:
        self.page.locator("main a", has_text=title).first.click()
        self.page.wait_for_url("**/contributions/*")

    def sees_on_map(self, title: str) -> bool:
        """Whether the list beside the map names it."""
        self.opens("/map")
        return self.finds(title)

    # Changing and reviewing

    def begins_to_edit(self, work: str, **fields: str) -> None:
        self.opens(f"{work}/edit")
        self._fill(**fields)

    def changes(self, **fields: str) -> None:
        self._fill(**fields)

    def saves(self) -> None:
        with self.page.expect_navigation():
            self.page.locator("main form[action$='/edit'] .form-end [type=submit]").last.click()

    def reports(self, work: str, reason: str, words: str) -> None:
        self.opens(f"/report/contribution/{work.rpartition('/')[2]}")
        self.page.locator(f"[name=reason][value={reason}]").check()
        self._fill(text=words)
        self._sends("/report/")

    def decides(self, work: str, action: str, reason: str = "", words: str = "") -> None:
        """On the review desk."""
        self.opens(f"/review/?work={work.rpartition('/')[2]}")
        panel = self.page.locator("[data-review-panel]")
        if reason:
            self._chooses(panel, reason)
        panel.locator("[name=words]").fill(words)
        with self.page.expect_navigation():
            panel.locator(f"button[name=action][value={action}]").click()

    def tries_to_decide(self, work: str, action: str, words: str) -> None:
        """Presses the button if the desk offers it to this person."""
        self.opens(f"/review/?work={work.rpartition('/')[2]}")
        if self.page.locator(f"button[name=action][value={action}]").count():
            self.decides(work, action, words=words)

    def _chooses(self, panel: Any, reason: str) -> None:
        select = panel.locator("select[name=reason]")
        if select.count():
            select.select_option(reason)
        else:
            panel.locator(f"[name=reason][value={reason}]").check()

    def appeals(self, work: str, words: str) -> None:
        self.opens(work)
        with self.page.expect_navigation():
            self.page.locator("a[href$='/appeal']").click()
        self._fill(words=words)
        self._sends("/appeal")

    def status_of(self, address: str) -> int:
        return int(self.page.goto(address).status)

    # With the keyboard

    def presses(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def goes_to(self, css: str, *, most: int = 150) -> None:
        """Presses Tab until this has the focus."""
        for _ in range(most):
            if self.page.evaluate("(css) => document.activeElement.matches(css)", css):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"the keyboard does not come to {css}")

    def types(self, css: str, words: str) -> None:
        self.goes_to(css)
        self.page.keyboard.type(words)

    def _fill(self, **fields: str) -> None:
        for name, value in fields.items():
            self.page.locator(f"main [name={name}]").first.fill(value)

    def _sends(self, address: str) -> None:
        with self.page.expect_navigation():
            form = self.page.locator(f"main form[action*='{address}']").first
            form.locator("[type=submit]").first.click()


def _text_of(path: Path, address: str) -> str:
    letter = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    if address not in str(letter["To"]):
        return ""
    body = letter.get_body(("plain",))
    return str(body.get_content()) if body else ""
