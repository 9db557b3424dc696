"""Real servers on loopback: a mail leaves over SMTP, its answer arrives in a mailbox, and is read there over IMAP."""

import grp
import os
import pwd
import socket
import tempfile
from email import message_from_bytes, policy
from pathlib import Path
from urllib.parse import quote

import pytest
from aiosmtpd.controller import Controller
from django.conf import settings
from django.utils import timezone
from imap_tools import AND, MailBoxUnencrypted

from alertes.channels.mails.models.mail import Mail
from alertes.channels.mails.reply_addresses import reply_address
from alertes.channels.mails.sending import send_waiting
from alertes.channels.replies.enums import IncomingState
from alertes.channels.replies.mailbox import _opened, fetch_replies
from alertes.channels.replies.models import IncomingMail
from conftest import find_dovecot
from forums.messages.posts.services import answer
from tests.alertes.channels.replies.incoming import mail_to
from tests.factories.forums import ForumFactory, TopicFactory
from tests.services.daemons import daemon, listens

pytestmark = [pytest.mark.django_db, pytest.mark.dovecot]
ADDRESS, PASSWORD = "reponse@extranet.example", "mot de passe"
CONFIGURATION = """
protocols = imap
listen = 127.0.0.1
base_dir = {folder}/run
state_dir = {folder}/state
log_path = /dev/stderr
ssl = no
disable_plaintext_auth = no
default_login_user = {login_user}
default_internal_user = {user}
default_internal_group = {group}
first_valid_uid = 1
mail_location = maildir:{folder}/mails
passdb {{
  driver = passwd-file
  args = scheme=PLAIN username_format=%n {folder}/users
}}
userdb {{
  driver = static
  args = uid={user} gid={group} home={folder}
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
service anvil {{
  chroot =
}}
"""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Maildir:
    """The mailbox as its server keeps it: a file for each mail, which belongs to `owner`."""

    def __init__(self, folder: Path, owner: pwd.struct_passwd) -> None:
        self.new, self.owner = folder / "new", owner
        for name in ("", "cur", "new", "tmp"):
            (folder / name).mkdir()
            self._give(folder / name)

    def deliver(self, raw: bytes) -> None:
        path = self.new / f"{timezone.now().timestamp()}.{len(raw)}"
        path.write_bytes(raw)
        self._give(path)

    def _give(self, path: Path) -> None:
        os.chown(path, self.owner.pw_uid, self.owner.pw_gid)


class Outside:
    """The mail server of everybody else: keeps what the site sends."""

    def __init__(self) -> None:
        self.messages: list[bytes] = []

    async def handle_DATA(self, _server, _session, envelope) -> str:  # noqa: N802 - the name that aiosmtpd calls
        self.messages.append(envelope.content)
        return "250 OK"


@pytest.fixture
def maildir(settings):
    """A mailbox behind a real Dovecot, whose address the site knows.

    Dovecot refuses to serve mails as root: it does so as its own user, who must reach the folder.
    """
    is_root = os.getuid() == 0
    owner = pwd.getpwnam("dovecot") if is_root else pwd.getpwuid(os.getuid())
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="extranet-dovecot-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        maildir = Maildir(folder / "mails", owner)
        (folder / "users").write_text(f"reponse:{{PLAIN}}{PASSWORD}\n")
        names = {"user": owner.pw_name, "group": grp.getgrgid(owner.pw_gid).gr_name}
        names["login_user"] = "dovenull" if is_root else owner.pw_name
        (folder / "dovecot.conf").write_text(CONFIGURATION.format(folder=folder, port=port, **names))
        settings.REPLY_ADDRESS = ADDRESS
        settings.REPLY_MAILBOX = f"imap://reponse:{quote(PASSWORD)}@127.0.0.1:{port}/INBOX"
        command = [find_dovecot(), "-F", "-c", str(folder / "dovecot.conf")]
        with daemon(command, lambda: listens(port), folder / "output.log", ends_itself=True):
            yield maildir


@pytest.fixture
def outside(settings):
    """A real SMTP server, to which the site hands its mails."""
    outside, port = Outside(), free_port()
    controller = Controller(outside, hostname="127.0.0.1", port=port)
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    yield outside
    controller.stop()


@pytest.fixture
def topic(animator, epm):
    return TopicFactory(forum=ForumFactory(slug="reseau"), author=animator, title="Une prise ?")


def unread() -> int:
    with _opened(settings.REPLY_MAILBOX) as box:
        return len(box.uids(AND(seen=False)))


def test_mail_is_answered_and_its_answer_published(maildir, outside, topic, animator, colleague):
    answer(topic=topic, author=colleague, body="Au fond de la salle.")
    Mail.objects.update(due=timezone.now())
    assert send_waiting() == 1
    sent = message_from_bytes(outside.messages[0], policy=policy.default)

    maildir.deliver(mail_to(str(sent["Reply-To"]), "Merci, trouvée."))
    assert fetch_replies() == "1 courriel"
    assert [(post.author, post.body) for post in topic.posts.all()][-1] == (animator, "Merci, trouvée.")
    assert (unread(), fetch_replies()) == (0, "0 courriel")


def test_mail_of_twenty_megabytes_is_not_fetched(maildir, topic, colleague):
    target = reply_address(kind="topic", key=topic.pk, member=colleague.pk)
    maildir.deliver(mail_to(target, files=[("gros.pdf", b"x" * 15_000_000)]))
    maildir.deliver(mail_to(target, "Petit."))
    assert fetch_replies() == "2 courriels"

    states = dict(IncomingMail.objects.values_list("state", "size"))
    assert states[IncomingState.REFUSED] > 15_000_000
    assert topic.posts.last().body == "Petit."


def test_reader_killed_before_it_marks_a_mail_takes_it_again_once(maildir, topic, colleague, monkeypatch):
    maildir.deliver(mail_to(reply_address(kind="topic", key=topic.pk, member=colleague.pk)))

    def die(*_, **__):
        raise SystemExit(1)

    with monkeypatch.context() as patch:
        patch.setattr(MailBoxUnencrypted, "flag", die)
        with pytest.raises(SystemExit):
            fetch_replies()
    assert unread() == 1
    fetch_replies()
    assert (unread(), topic.posts.count()) == (0, 2)
