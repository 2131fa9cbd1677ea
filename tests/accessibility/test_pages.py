"""Every page for everybody: axe, the console, foreign hosts, narrow windows, large text."""

from typing import Any

import pytest

from tests.accessibility.auditing import Site, window
from tests.accessibility.conftest import ROLES
from tests.security import atlas
from tests.security.conftest import NOBODY

pytestmark = pytest.mark.browser
FIRST = ("/", "/contributions/", "/map", "/search?q=port", "/account/login", "/contribute")


def test_every_page_is_listed(empty_site: Site) -> None:
    assert atlas.unlisted(empty_site.house.app, atlas.READ, "GET") == []


def _look_at(browser: Any, site: Site, who: str, addresses: list[str]) -> str:
    """What is wrong, a line each."""
    wrong = []
    with window(browser, site, who, ROLES[who]) as tab:
        for address in addresses:
            tab.open(address)
            wrong += [f"{address}: {finding}" for finding in tab.audit()]
    return "\n".join(wrong)


def test_the_first_pages_a_person_sees(browser: Any, full_site: Site) -> None:
    assert _look_at(browser, full_site, NOBODY, list(FIRST)) == ""


@pytest.mark.slow
@pytest.mark.parametrize("who", ROLES)
def test_every_page_of_a_full_portal(browser: Any, full_site: Site, who: str) -> None:
    assert _look_at(browser, full_site, who, list(full_site.pages(who))) == ""


@pytest.mark.slow
@pytest.mark.parametrize("who", ROLES)
def test_every_page_of_an_empty_portal(browser: Any, empty_site: Site, who: str) -> None:
    assert _look_at(browser, empty_site, who, list(empty_site.pages(who))) == ""


@pytest.mark.slow
@pytest.mark.parametrize("who", ROLES)
def test_every_form_that_comes_back_with_what_is_missing(
    browser: Any, full_site: Site, who: str
) -> None:
    wrong = []
    with window(browser, full_site, who, ROLES[who]) as tab:
        for address, target in list(full_site.returning(who)):
            tab.open(address)
            if not tab.send_empty(target):
                continue
            wrong += [f"{address} → {target}: {finding}" for finding in tab.audit()]
    assert "\n".join(wrong) == ""
