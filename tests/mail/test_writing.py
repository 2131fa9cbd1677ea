"""What a message says, and that nobody can write headers into it."""

from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import default

import pytest
from flask_babel import get_locale
from flask_babel.speaklater import LazyString
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.kernel import clock
from portal.kernel.errors import Invalid
from portal.mail import Message, current_mailer
from portal.mail.message import read_address

TO = "anna@example.org"
SENDER = read_address("portal@example.org", "Brest")


def compose(subject="Hello", to=TO, name="Anna", **options):
    return current_mailer().compose(to, subject, "people/hello", "en", name=name, **options)


def received(message):
    return message_from_bytes(message.as_email(SENDER).as_bytes(), policy=default)


def test_a_message_has_a_text_and_an_html_side(app):
    mail = received(compose(name="Léa"))
    assert "Hello Léa" in mail.get_body(["plain"]).get_content()
    assert "<p>Hello Léa</p>" in mail.get_body(["html"]).get_content()


def test_what_people_wrote_is_escaped_in_html_and_left_alone_in_text(app):
    message = compose(name="<b>&</b>{{7*191}}")
    assert "<b>&</b>{{7*191}}" in message.text
    assert "&lt;b&gt;&amp;&lt;/b&gt;{{7*191}}" in message.html
    assert "<b>" not in message.html


def test_the_headers_say_who_when_and_that_a_machine_wrote(app):
    with clock.frozen(datetime(2026, 3, 1, 12, tzinfo=UTC)):
        mail = received(compose())
    assert (mail["From"], mail["To"]) == ("Brest <portal@example.org>", TO)
    assert mail["Date"] == "Sun, 01 Mar 2026 12:00:00 +0000"
    assert mail["Message-ID"].endswith("@commons.example.org>")
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["List-Unsubscribe"] is None


def test_a_digest_can_be_stopped_with_one_click(app):
    url = "https://commons.example.org/stop/abc"
    message = compose(unsubscribe_url=url)
    assert received(message)["List-Unsubscribe"] == f"<{url}>"
    assert received(message)["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert url in message.text
    assert url in message.html


def test_subject_and_body_are_written_in_the_readers_language(app):
    lazy = LazyString(lambda: f"in {get_locale().language}")
    message = current_mailer().compose(TO, lazy, "people/hello", "nl", name=lazy)
    assert message.subject == "in nl"
    assert "Hello in nl" in message.text
    assert '<html lang="nl">' in message.html


def test_an_unknown_language_falls_back_to_the_first(app):
    message = current_mailer().compose(TO, "Hello", "people/hello", "xx", name="Anna")
    assert '<html lang="fr">' in message.html


@given(subject=st.text(max_size=300))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_no_subject_can_add_a_header(app, subject):
    mail = received(compose(subject=f"{subject}\r\nBcc: eve@example.org\n\nbody"))
    assert mail["Bcc"] is None
    assert set(mail.keys()) == {
        *("From", "To", "Subject", "Message-ID", "Date", "Auto-Submitted"),
        *("MIME-Version", "Content-Type"),
    }


@pytest.mark.parametrize(
    "address",
    [
        *("", "anna", "@example.org", "a@b@c", "a b@example.org", "anna@example.org, eve@x.org"),
        *("anna@example.org\nBcc: eve@x.org", "Anna <anna@example.org>", "é@example.org"),
        *("a@" + "x" * 300, "a@x..org", 'a"b@example.org'),
    ],
)
def test_what_is_not_one_address_is_refused(app, address):
    with pytest.raises(Invalid) as refused:
        compose(to=address)
    assert refused.value.reason == "bad_address"


def test_an_international_domain_is_written_in_ascii():
    assert read_address("anna@münchen.example").domain == "xn--mnchen-3ya.example"


@pytest.mark.parametrize("headers", [{"X-A": "a\nBcc: b"}, {"X A": "a"}, {"X-A\r\nBcc": "b"}])
def test_a_stored_message_cannot_smuggle_headers(headers):
    with pytest.raises(Invalid):
        Message(TO, "Hello", "text", "html", headers)


def test_a_job_can_carry_a_message(app):
    message = compose(name="Léa 🌊")
    assert Message.from_json(message.to_json()) == message
