"""What is told to people by mail: the same words whether they leave at once or in a digest."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from textwrap import shorten

from alertes.channels.mails.models.enclosure import Enclosure
from alertes.channels.mails.models.mail import SUBJECT_LENGTH
from alertes.choices.kinds import Kind
from alertes.enums import Rhythm
from reseau.people.members.models.member import Member

# What ends within that time can't wait for a digest.
PRESSING = timedelta(hours=24)
# What a digest tells of an event at most: the rest is read on the site.
DETAILS_LENGTH = 2000
# Enclosures of the mail of a member, or of an address without account.
Enclosing = Callable[[Member | str], Iterable[Enclosure]]


def page_of(url: str) -> str:
    """Return the page of an address: `/ressources/encre/#retour-3` is a part of `/ressources/encre/`."""
    return url.partition("#")[0].partition("?")[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """`key` says what it is about: a member is told once. `url` is a path of the site, if there is one.

    `text` begins with `subject`. `follows_notice`: it goes with the notice of the same key. `page` is that of the
    object, by which a digest puts events together. `answers` names the object where a reply is published (`topic:12`),
    `reply_to` is the address that reads replies: such a mail leaves at once. So does one with enclosures (`enclosing`
    returns those of each mail, unsaved), and what ends within a day (`deadline`). `due`: when a digest takes in what
    has its own day, whatever the rhythm. `fact`: what it tells of a row (`alertes.channels.facts`); it does not leave
    once the row says something else.
    """

    key: str
    kind: Kind
    subject: str
    text: str
    url: str
    follows_notice: bool = False
    reply_to: str = ""
    answers: str = ""
    enclosing: Enclosing | None = None
    deadline: datetime | None = None
    due: datetime | None = None
    page: str = ""
    fact: str = ""

    def is_pressing(self, now: datetime) -> bool:
        return self.deadline is not None and self.deadline - now < PRESSING

    def leaves_at_once(self, rhythm: Rhythm, now: datetime) -> bool:
        """Whether somebody with this rhythm gets a mail now, rather than in a digest."""
        has_own_mail = self.enclosing is not None or bool(self.reply_to)
        return rhythm is Rhythm.AT_ONCE or has_own_mail or self.is_pressing(now)

    def is_urgent(self, now: datetime) -> bool:
        """Whether its mail leaves in quiet hours."""
        return self.kind.is_urgent or self.is_pressing(now)

    def item_fields(self) -> dict:
        """Return the fields of what a digest tells."""
        details = self.text.removeprefix(self.subject).strip()[:DETAILS_LENGTH]
        return self._common_fields() | {"text": self.subject, "details": details, "page": self.page}

    def mail_fields(self, now: datetime) -> dict:
        """Return the fields of a mail."""
        return self._common_fields() | {
            "subject": shorten(self.subject, SUBJECT_LENGTH, placeholder="…"),
            "text": self.text,
            "reply_to": self.reply_to,
            "is_urgent": self.is_urgent(now),
        }

    def _common_fields(self) -> dict:
        return {
            "key": self.key,
            "kind": self.kind.name,
            "matter": self.kind.matter,
            "url": self.url,
            "answers": self.answers,
            "fact": self.fact,
            "follows_notice": self.follows_notice,
        }
