"""A small application with one feature that has mail templates."""

from pathlib import Path

import pytest
from flask import Flask
from flask_babel import Babel
from jinja2 import DictLoader, FileSystemLoader, PrefixLoader, StrictUndefined

from portal import mail
from portal.config import ROOT, Settings

TEMPLATES = {
    "mail/hello.txt": "{% extends 'mail/mail/base.txt' %}{% block body %}Hello {{ name }}"
    "{% endblock %}",
    "mail/hello.html": "{% extends 'mail/mail/base.html' %}"
    "{% from 'mail/mail/parts.html' import button %}"
    "{% block body %}<p>Hello {{ name }}</p>{{ button('https://x.example/?a=1&b=2', name) }}"
    "{% endblock %}",
}


@pytest.fixture
def make_app(tmp_path):
    def make(**env):
        settings = Settings.from_env(
            {
                "PORTAL_DATA_DIR": str(tmp_path),
                "PORTAL_URL": "https://commons.example.org",
                "PORTAL_MAIL_FROM": "portal@example.org",
                **env,
            }
        )
        app = Flask("portal", root_path=str(Path(ROOT) / "portal"))
        Babel(app)
        base = FileSystemLoader(ROOT / "portal/mail/templates")
        app.jinja_loader = PrefixLoader({"mail": base, "people": DictLoader(TEMPLATES)})
        app.jinja_env.undefined = StrictUndefined
        mail.register(app, settings)
        return app

    return make


@pytest.fixture
def app(make_app):
    app = make_app()
    with app.app_context():
        yield app
