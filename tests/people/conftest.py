"""A portal with people only, and hands that fill in its forms as a browser would."""

import dataclasses
import re
from html import unescape

import pytest

from portal.app import create_app
from portal.database import db
from portal.mail import mailer as mail
from portal.people import service

PASSWORD = "seven grey gulls"


@pytest.fixture
def app(settings, request):
    is_limited = getattr(request, "param", "") == "limited"
    app = create_app(dataclasses.replace(settings, testing=not is_limited))
    app.extensions["sent"] = []
    app.extensions[mail.EXTENSION].post_through(app.extensions["sent"].append)
    yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def sent(app):
    return app.extensions["sent"]


class Browser:
    """A client that takes the CSRF token from the page before it posts."""

    def __init__(self, app):
        self.client = app.test_client()

    def get(self, url, **kwargs):
        return self.client.get(
            url, headers={"Accept": "text/html", "Accept-Language": "en"}, **kwargs
        )

    def post(self, url, page=None, **fields):
        shown = self.get(page or url).text
        found = re.search(r'name="csrf-token" content="([^"]+)"', shown)
        data = {"csrf_token": unescape(found[1]) if found else "", **fields}
        headers = {"Accept": "text/html", "Accept-Language": "en"}
        return self.client.post(url, data=data, headers=headers)

    def log_in(self, email, password=PASSWORD, **more):
        return self.post("/account/login", email=email, password=password, **more)

    def is_in(self):
        return self.get("/account/").status_code == 200


@pytest.fixture
def visitor(app):
    return Browser(app)


@pytest.fixture
def other_visitor(app):
    return Browser(app)


@pytest.fixture
def make_member(app):
    def make(name="Anne Le Gall", email=None, roles=(), **more):
        with app.test_request_context():
            more.setdefault("language", "en")  # what the tests read on pages is English
            email = email or f"{name.split()[0].lower()}@example.org"
            member = service.create_member(email, name, password=PASSWORD, roles=roles, **more)
            return member.id

    return make


@pytest.fixture
def ask(app):
    """Runs something in a request of its own, between the requests of visitors."""

    def run(what):
        with app.test_request_context():
            return what()

    return run


@pytest.fixture
def inside(app):
    """A request around the whole test: not together with visitors, whose `g` it would share."""
    with app.test_request_context():
        yield app


@pytest.fixture
def link_in():
    """Finds the path of the link in a letter."""
    return lambda message: re.search(r"(/account/\S+|/people/\S+)", message.text)[1]


@pytest.fixture
def visible():
    """Gives a page without the parts that differ each time."""
    return lambda page: re.sub(r'(content|value)="[^"]{20,}"', "", page)
