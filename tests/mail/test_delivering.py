"""Messages arrive: in a folder, through a server, or by way of a job."""

import logging
import socket
import ssl
from email import message_from_bytes
from email.policy import default

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword

from portal.config import WrongSetting
from portal.kernel.errors import Invalid, Unavailable
from portal.mail import current_mailer
from portal.mail.transports import SmtpTransport, open_transport

TO = "anna@example.org"


class Inbox:
    """A server's side: keeps what arrives, answers as told."""

    def __init__(self):
        self.envelopes = []
        self.answer = "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        if self.answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.answer

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        self.envelopes.append(envelope)
        return "250 OK"


def let_in(server, session, envelope, mechanism, data):
    fits = isinstance(data, LoginPassword) and data.password == b"p@ss/word"
    return AuthResult(success=fits, handled=False)


@pytest.fixture
def inbox():
    inbox = Inbox()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        inbox.port = probe.getsockname()[1]
    controller = Controller(
        inbox,
        hostname="127.0.0.1",
        port=inbox.port,
        authenticator=let_in,
        auth_require_tls=False,
    )
    controller.start()
    yield inbox
    controller.stop()


def send():
    return current_mailer().send(TO, "Héllo", "people/hello", "en", name="Anna")


def test_a_folder_gets_one_readable_file_for_each_message(app, tmp_path):
    send()
    send()
    files = sorted((tmp_path / "mail").iterdir())
    assert len(files) == 2
    mail = message_from_bytes(files[0].read_bytes(), policy=default)
    assert (mail["To"], mail["Subject"]) == (TO, "Héllo")


def test_only_the_owner_reads_the_files_and_their_names_tell_nobody(app, tmp_path):
    send()
    (file,) = (tmp_path / "mail").iterdir()
    assert file.stat().st_mode & 0o077 == 0
    assert file.suffix == ".eml"
    assert "anna" not in file.name


def test_delivering_a_message_twice_leaves_one_file(app, tmp_path):
    message = send()
    current_mailer().deliver(message)
    assert len(list((tmp_path / "mail").iterdir())) == 1


def test_the_log_says_where_but_not_to_whom(app, tmp_path, caplog, monkeypatch):
    monkeypatch.setattr(logging.getLogger("portal"), "propagate", True)
    with caplog.at_level(logging.INFO):
        send()
    assert str(tmp_path / "mail") in caplog.text
    assert "anna" not in caplog.text.lower()


def test_a_folder_that_cannot_be_written_is_unavailable(make_app, tmp_path):
    (tmp_path / "taken").write_text("a file, not a folder")
    app = make_app(PORTAL_MAIL_URL=f"file://{tmp_path}/taken")
    with app.app_context(), pytest.raises(Unavailable):
        send()


def test_a_server_gets_the_message(make_app, inbox):
    with make_app(PORTAL_MAIL_URL=f"smtp://127.0.0.1:{inbox.port}").app_context():
        send()
    (envelope,) = inbox.envelopes
    assert (envelope.mail_from, envelope.rcpt_tos) == ("portal@example.org", [TO])
    assert message_from_bytes(envelope.content, policy=default)["Subject"] == "Héllo"


def test_a_password_in_the_url_logs_in(make_app, inbox):
    url = f"smtp://us%40er:p%40ss%2Fword@127.0.0.1:{inbox.port}"
    with make_app(PORTAL_MAIL_URL=url).app_context():
        send()
    assert len(inbox.envelopes) == 1


def test_a_wrong_password_is_unavailable_until_it_is_mended(make_app, inbox):
    url = f"smtp://user:wrong@127.0.0.1:{inbox.port}"
    app = make_app(PORTAL_MAIL_URL=url)
    with app.app_context(), pytest.raises(Unavailable, match="SMTPAuthenticationError"):
        send()


def test_a_password_is_not_sent_in_the_clear(inbox, monkeypatch):
    monkeypatch.setattr("portal.mail.transports._LOOPBACK", set())
    transport = SmtpTransport("127.0.0.1", inbox.port, "user", "p@ss/word")
    with pytest.raises(Unavailable, match="SMTPNotSupportedError"):
        transport.deliver(None)


@pytest.mark.parametrize(
    ("answer", "error"), [("550 no such person", Invalid), ("450 later", Unavailable)]
)
def test_a_refusal_for_good_differs_from_one_for_now(make_app, inbox, answer, error):
    inbox.answer = answer
    app = make_app(PORTAL_MAIL_URL=f"smtp://127.0.0.1:{inbox.port}")
    with app.app_context(), pytest.raises(error) as refused:
        send()
    assert "anna" not in repr(refused.value.__dict__)


def test_a_server_that_is_away_is_unavailable(make_app, inbox):
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        app = make_app(PORTAL_MAIL_URL=f"smtp://127.0.0.1:{closed.getsockname()[1]}")
        with app.app_context(), pytest.raises(Unavailable):
            send()


def test_smtps_speaks_tls_from_the_first_byte(inbox):
    transport = open_transport(f"smtps://127.0.0.1:{inbox.port}")
    with pytest.raises(ssl.SSLError):
        transport._connect()


def test_a_job_can_stand_between_writing_and_delivering(app, tmp_path):
    waiting = []
    current_mailer().post_through(waiting.append)
    message = send()
    assert waiting == [message]
    assert not (tmp_path / "mail").exists()


@pytest.mark.parametrize(
    ("url", "port"),
    [
        ("smtp://host", 25),
        ("smtp://u:p@host", 587),
        ("smtps://host", 465),
        ("smtp://host:2525", 2525),
    ],
)
def test_the_usual_ports_are_known(url, port):
    assert open_transport(url).port == port


@pytest.mark.parametrize("url", ["smtp://", "smtp://host:99999", "http://host"])
def test_an_address_of_no_server_stops_the_start(url):
    with pytest.raises(WrongSetting):
        open_transport(url)


def test_a_sender_that_is_no_address_stops_the_start(make_app):
    with pytest.raises(WrongSetting):
        make_app(PORTAL_MAIL_FROM="nobody")
