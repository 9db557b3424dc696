"""The mailbox of the site, read as a server of mails gives it: whatever a mail holds, the worker does not parse it."""

import pytest
from imap_tools import BaseMailBox

from alertes.channels.mails.reply_addresses import reply_address
from alertes.channels.replies.enums import IncomingState
from alertes.channels.replies.mailbox import take_unread
from alertes.channels.replies.models import IncomingMail
from alertes.channels.replies.services import MAX_BYTES, TOO_BIG
from tests.alertes.channels.replies.incoming import mail_to
from tests.factories.forums import ForumFactory, TopicFactory

pytestmark = pytest.mark.django_db
# Each part holds the next: the parser of the library calls itself for each.
NESTED_PARTS = b"From: a@exemple.fr\r\n" + b"".join(
    b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (depth, depth) for depth in range(1_000)
)


class Server:
    """What an IMAP server answers to the commands of the library."""

    def __init__(self, *mails: bytes) -> None:
        self.mails, self.seen = dict(enumerate(mails, start=1)), set()

    def uid(self, command: str, *arguments: str) -> tuple[str, list]:
        if command == "SEARCH":
            return "OK", [b" ".join(b"%d" % uid for uid in self.mails if uid not in self.seen)]
        if command == "STORE":
            self.seen.add(int(arguments[0]))
            return "OK", [None]
        uid, parts = int(arguments[0]), arguments[1]
        mail = self.mails[uid]
        content = mail.partition(b"\r\n\r\n")[0] + b"\r\n\r\n" if "HEADER" in parts else mail
        head = b"1 (UID %d FLAGS () RFC822.SIZE %d BODY[] {%d}" % (uid, len(mail), len(content))
        return "OK", [(head, content), b")"]

    def expunge(self) -> tuple[str, list]:
        return "OK", [None]


class Mailbox(BaseMailBox):
    """A mailbox whose server stands in the same process."""

    def __init__(self, *mails: bytes) -> None:
        self.client = Server(*mails)


@pytest.fixture
def topic(animator, settings):
    settings.REPLY_ADDRESS = "reponse@extranet.example"
    return TopicFactory(forum=ForumFactory(slug="reseau"), author=animator)


@pytest.fixture
def address(topic, colleague):
    return reply_address(kind="topic", key=topic.pk, member=colleague.pk)


def test_mail_whose_parts_are_nested_without_end_stops_nobody(topic, address):
    mailbox = Mailbox(NESTED_PARTS, mail_to(address, "Après l’autre."))

    assert take_unread(mailbox) == 2
    assert topic.posts.last().body == "Après l’autre."
    assert mailbox.client.seen == {1, 2}


def test_headers_alone_of_a_mail_that_is_too_big(topic, address):
    take_unread(Mailbox(mail_to(address) + b"x" * MAX_BYTES))

    mail = IncomingMail.objects.get()
    assert (mail.state, mail.problem) == (IncomingState.REFUSED, TOO_BIG)
    assert len(mail.raw) < 5_000
