"""The base page and its parts, rendered with the few names the web floor gives them."""

import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from flask import Flask, flash, render_template, render_template_string
from flask_babel import Babel
from flask_wtf import FlaskForm
from flask_wtf.csrf import generate_csrf
from jinja2 import ChoiceLoader, FileSystemLoader, PrefixLoader, StrictUndefined
from wtforms import BooleanField, RadioField, StringField
from wtforms.validators import InputRequired

from portal.kernel.pages import Page

FOLDER = Path(__file__).parents[2] / "portal/web/templates"
STATUSES = (400, 401, 403, 404, 405, 409, 410, 412, 413, 429, 500, 503)


class PhotoForm(FlaskForm):
    title = StringField("Title", [InputRequired("Give it a title.")], description="A few words.")
    place = RadioField("Place", choices=[("exact", "Exact"), ("street", "The street")])
    agree = BooleanField("I may share this")


def _place(label: str, url: str, place: str = "main", count: int = 0) -> SimpleNamespace:
    return SimpleNamespace(
        label=label, url=url, icon="map", place=place, count=count, is_current=url == "/map"
    )


def _names(app: Flask) -> dict[str, object]:
    return {
        "language": "fr",
        "languages": ("fr", "br"),
        "language_names": {"fr": "Français", "br": "Brezhoneg"},
        "alternates": [("fr", "/?lang=fr"), ("br", "/?lang=br")],
        "canonical": "http://localhost/",
        "city": "Brest",
        "navigation": [
            _place("Explore", "/map"),
            _place("Contribute", "/contribute"),
            _place("Review", "/review/", "staff", 12),
        ],
        "footer_links": [SimpleNamespace(url="/about/", label="About")],
        "source_url": "/source",
        "theme": "dark",
        "member": None,
        "has_endpoint": lambda name: name in app.view_functions,
    }


@pytest.fixture()
def app() -> Flask:
    app = Flask(__name__, static_folder=None)
    app.config.update(SECRET_KEY="for this test", TESTING=True)
    prefixed = PrefixLoader({"web": FileSystemLoader(FOLDER)})
    app.jinja_loader = ChoiceLoader([prefixed])
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.globals.update(
        static_url=lambda path: f"/static/{path}", csrf_token=generate_csrf
    )
    Babel(app)
    app.add_url_rule("/search", "explore.search", lambda: "")
    app.add_url_rule("/theme", "web.set_theme", lambda: "", methods=["POST"])
    app.context_processor(lambda: _names(app))
    return app


def _part(app: Flask, source: str, **values: object) -> str:
    with app.test_request_context("/"):
        text = render_template_string('{% import "web/_macros.html" as ui %}' + source, **values)
    return re.sub(r"\s+", " ", text)


def _base(app: Flask) -> str:
    with app.test_request_context("/map?q=sea"):
        return re.sub(r"\s+", " ", render_template("web/base.html"))


def test_the_page_says_its_language_and_the_readers_colours(app: Flask) -> None:
    assert '<html lang="fr" data-theme="dark">' in _base(app)


def test_the_page_may_be_zoomed(app: Flask) -> None:
    viewport = re.search(r'name="viewport" content="([^"]+)"', _base(app))
    assert viewport
    assert "scalable" not in viewport[1]
    assert "maximum" not in viewport[1]


def test_the_first_link_leads_to_the_content(app: Flask) -> None:
    page = _base(app)
    first = re.search(r'<a [^>]*href="([^"]+)"', page.split("<body>")[1])
    assert first
    assert first[1] == "#main"
    assert '<main id="main"' in page


def test_the_page_carries_no_inline_code_or_style(app: Flask) -> None:
    assert not re.findall(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*src=)", _base(app))


def test_the_language_switch_names_each_language_in_itself(app: Flask) -> None:
    page = _base(app)
    assert re.search(r'lang="br" hreflang="br"[^>]*> <span>Brezhoneg</span>', page)
    assert '<link rel="alternate" hreflang="br" href="/?lang=br" />' in page


def test_contribute_is_the_raised_place_and_staff_stand_apart(app: Flask) -> None:
    main, staff = re.findall(r"<nav class=\"(?:places|staff)\".*?</nav>", _base(app))
    assert re.search(r'place--raised" href="/contribute"', main)
    assert "/review/" not in main
    assert '<span class="count">12</span>' in staff


def test_the_switch_of_colours_comes_back_to_the_same_page(app: Flask) -> None:
    page = _base(app)
    assert '<input type="hidden" name="next" value="/map?q=sea" />' in page
    assert re.search(r'value="dark" aria-pressed="true"', page)


def test_a_feature_that_is_absent_leaves_no_search_behind(app: Flask) -> None:
    del app.view_functions["explore.search"]
    assert 'role="search"' not in _base(app)


def test_a_message_of_failure_is_an_alert_and_is_escaped(app: Flask) -> None:
    with app.test_request_context("/"):
        flash("<b>plan.pdf</b> was not taken", "failed")
        page = render_template("web/base.html")
    assert 'class="flash flash--failed" role="alert"' in page
    assert "&lt;b&gt;plan.pdf" in page


def test_an_error_is_tied_to_its_field(app: Flask) -> None:
    with app.test_request_context("/", method="POST"):
        form = PhotoForm(meta={"csrf": False})
        form.validate()
        html = render_template_string(
            '{% import "web/_macros.html" as ui %}{{ ui.field(form.title) }}', form=form
        )
    assert 'aria-describedby="title-hint title-error"' in html
    assert 'aria-invalid="true"' in html
    assert re.search(r'id="title-error">.*Give it a title\.', html, re.DOTALL)


def test_choices_stand_under_one_legend(app: Flask) -> None:
    with app.test_request_context("/"):
        html = render_template_string(
            '{% import "web/_macros.html" as ui %}{{ ui.field(form.place) }}', form=PhotoForm()
        )
    assert html.count('type="radio"') == 2
    assert "<legend>Place</legend>" in html


def test_a_raw_field_escapes_what_it_shows_again(app: Flask) -> None:
    html = _part(app, "{{ ui.text_field('q', 'Search', value) }}", value='"><script>')
    assert "<script>" not in html
    assert '<label for="q">Search</label>' in html


def test_a_card_shows_maker_place_and_year_of_a_work(app: Flask) -> None:
    source = "{{ ui.card('/contributions/1', title, maker='Rozenn', where='Siam', when='1944') }}"
    html = _part(app, source, title="{{7*191}}<i>")
    assert "{{7*191}}&lt;i&gt;</a>" in html
    assert all(word in html for word in ("Rozenn", "Siam", "1944"))


def test_the_pager_keeps_the_filters(app: Flask) -> None:
    source = "{{ ui.pager(page, 'explore.search', cursor='here', q='sea') }}"
    html = _part(app, source, page=Page((1, 2), next="abc"))
    assert 'href="/search?cursor=abc&amp;q=sea"' in html
    assert 'href="/search?q=sea"' in html


def test_a_list_of_one_page_has_no_pager(app: Flask) -> None:
    source = "{{ ui.pager(page, 'explore.search') }}"
    assert _part(app, source, page=Page((1,))) == ""


def test_facts_without_a_value_are_left_out(app: Flask) -> None:
    html = _part(app, "{{ ui.definition([('When', '1944'), ('Device', none), ('Views', 0)]) }}")
    assert "Device" not in html
    assert "<dt>Views</dt><dd>0</dd>" in html


def test_a_confirmation_posts_with_a_token(app: Flask) -> None:
    source = "{% call ui.confirm('/w', 'Withdraw', 'Withdraw it') %}It goes.{% endcall %}"
    html = _part(app, source)
    assert 'method="post" action="/w"' in html
    assert 'name="csrf_token" value="' in html


@pytest.mark.parametrize("status", STATUSES)
def test_every_error_has_a_page_that_says_what_to_do(app: Flask, status: int) -> None:
    with app.test_request_context("/nowhere"):
        page = render_template(
            "web/error.html", status=status, title="Title", message="", reference="7K2M"
        )
    trouble = page.split('<section class="trouble">')[1].split("</section>")[0]
    assert "<h1>" in trouble
    assert re.search(r"<p>\S", trouble)
    assert "7K2M" in trouble
    assert ('id="find-here"' in trouble) == (status == 404)
