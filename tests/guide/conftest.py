"""A portal with the guide only, in the plainest frame."""

import dataclasses

import pytest
from jinja2 import ChoiceLoader, DictLoader, PrefixLoader

import portal.app
from portal.config import Settings
from portal.guide.feature import feature

FRAME = {
    "base.html": """{% block title %}{% endblock %}{% block main %}{% endblock %}
{% for link in footer_links %}<a href="{{ link.url }}">{{ link.label }}</a>{% endfor %}"""
}


@pytest.fixture
def client(tmp_path, monkeypatch):
    monkeypatch.setattr(portal.app, "FEATURES", (feature,))
    settings = Settings.from_env({"PORTAL_DATA_DIR": str(tmp_path)})
    app = portal.app.create_app(dataclasses.replace(settings, testing=True))
    app.jinja_loader = ChoiceLoader([PrefixLoader({"web": DictLoader(FRAME)}), app.jinja_loader])
    return app.test_client()
