"""What one member got by mail in a week, why each came, and whether the budget was kept."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.mail import EmailMessage
from django.utils import timezone

from accueil.declarations.events import VISIO_MAIL, VISIO_NEWS
from alertes.channels.mails.headers import message_id
from alertes.channels.mails.models.mail import Mail
from alertes.channels.mails.models.mail_item import MailItem
from alertes.channels.notices.models import Notice
from alertes.choices.kinds import Kind, kind_named
from alertes.declarations.events import DIGEST, MEETING_CHANGED, MEMBER_MESSAGE, MEMBER_MESSAGE_COPY, REPLY_REFUSED
from alertes.enums import MailState
from extranet.declarations.events import ACCESS_CHANGED, PUBLIC_MESSAGE
from formation.declarations.events import REPLACEMENT, SESSION_DATES
from forums.declarations.events import OWN_TOPIC_ANSWERED
from reseau.people.members.models.member import Member
from reseau.texts.elision import of
from reseau.texts.wording import counted, day_in_full, hour_in_words
from ressources.declarations.events import SHEET_ANSWER, WORKSHOP_CHANGED, WORKSHOP_TOMORROW

A_WEEK = timedelta(days=7)
# What leaves at once unless a member chose otherwise: a date within a day or that changes, an answer to what one asked,
# one’s access; for whoever answers for the network, what the public asks.
AT_ONCE = (
    OWN_TOPIC_ANSWERED,
    SHEET_ANSWER,
    REPLY_REFUSED,
    SESSION_DATES,
    MEETING_CHANGED,
    WORKSHOP_TOMORROW,
    WORKSHOP_CHANGED,
    ACCESS_CHANGED,
    PUBLIC_MESSAGE,
    # Somebody writes to one person, or a trainer is ill.
    MEMBER_MESSAGE,
    MEMBER_MESSAGE_COPY,
    REPLACEMENT,
    # An appointment within days, and what people without account asked for.
    VISIO_NEWS,
    VISIO_MAIL,
)


@dataclass(frozen=True, slots=True)
class ToldEvent:
    """One event that a mail tells."""

    key: str
    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class ReceivedMail:
    """One mail as it arrived: its real subject, its size in bytes, what it tells."""

    at: datetime
    subject: str
    size: int
    is_digest: bool
    is_pressing: bool
    is_asked: bool
    events: tuple[ToldEvent, ...]

    @property
    def why(self) -> str:
        if self.is_digest:
            return f"résumé du jour, {counted(len(self.events), 'nouvelle')}"
        reason = "cela presse" if self.is_pressing else "demandé pour ce sujet" if self.is_asked else "genre immédiat"
        return f"aussitôt, {reason}\u00a0: {self.events[0].kind.sentence}"


@dataclass(frozen=True)
class WeekReport:
    """The week of `reader`. `untold`: what happened and was not mailed in it, by sentence; `missing`: events that this
    reader has no matter for.
    """

    reader: Member
    monday: datetime
    mails: tuple[ReceivedMail, ...]
    waiting: Counter[str]
    on_site_only: Counter[str]
    missing: Sequence[str] = ()

    def faults(self) -> list[str]:
        """Return what breaks the budget: two digests in a day, something told twice, what nothing presses at once."""
        return [*self._crowded_days(), *self._told_twice(), *self._unjustified()]

    def _crowded_days(self) -> Iterator[str]:
        days = Counter(timezone.localdate(each.at) for each in self.mails if each.is_digest)
        yield from (f"{count} résumés {day_in_full(day)}" for day, count in days.items() if count > 1)

    def _told_twice(self) -> Iterator[str]:
        told = Counter(_matter_of(event.key) for each in self.mails for event in each.events)
        yield from (f"dit {count} fois\u00a0: {key}" for key, count in told.items() if count > 1)

    def _unjustified(self) -> Iterator[str]:
        for each in self.mails:
            if not (each.is_digest or each.is_pressing or each.is_asked) and each.events[0].kind not in AT_ONCE:
                yield f"aussitôt sans raison\u00a0: {each.subject}"

    def lines(self) -> Iterator[str]:
        """Yield the report as it is printed."""
        last = self.monday + A_WEEK - timedelta(minutes=1)
        yield f"Les courriels {of(self.reader)}, {day_in_full(self.monday)} – {day_in_full(last)}"
        for day in range(A_WEEK.days):
            yield from self._day_lines(self.monday + timedelta(days=day))
        yield ""
        yield from self._summary()

    def _day_lines(self, midnight: datetime) -> Iterator[str]:
        day = timezone.localdate(midnight)
        mails = [each for each in self.mails if timezone.localdate(each.at) == day]
        yield ""
        yield day_in_full(day, "l j F").capitalize() + ("" if mails else "\u00a0: rien")
        for each in mails:
            yield f"  {hour_in_words(timezone.localtime(each.at).time())}  {each.subject}"
            yield f"      {each.why}"
            if each.is_digest:
                for sentence, count in Counter(event.kind.sentence for event in each.events).items():
                    yield f"      {count} × {sentence}"

    def _summary(self) -> Iterator[str]:
        digests = sum(each.is_digest for each in self.mails)
        told = sum(len(each.events) for each in self.mails)
        heaviest = max((each.size for each in self.mails), default=0)
        yield (
            f"En tout\u00a0: {counted(len(self.mails), 'courriel')} pour {counted(told, 'nouvelle')}\u00a0; "
            f"{counted(digests, 'résumé')}, un par jour au plus, et {len(self.mails) - digests} aussitôt\u00a0; "
            f"le plus lourd pèse {heaviest / 1000:.0f}\u00a0ko."
        )
        yield from _counted_lines("Attend le prochain résumé\u00a0:", self.waiting)
        yield from _counted_lines("Se lit dans le site seulement\u00a0:", self.on_site_only)
        if self.missing:
            yield f"Sans objet pour cette personne\u00a0: {', '.join(self.missing)}."
        faults = self.faults()
        breaches = "\u00a0; ".join(faults)
        yield f"Budget dépassé\u00a0: {breaches}." if faults else "Budget tenu."


def report_week(
    reader: Member, *, monday: datetime, messages: Iterable[EmailMessage], missing: Sequence[str]
) -> WeekReport:
    """Return the report of the week that ends now, from the `messages` that left and the log of mails."""
    by_id = {message.extra_headers["Message-ID"]: message for message in messages}
    sent = Mail.objects.filter(member=reader, state=MailState.SENT, settled__gte=monday).order_by("settled", "pk")
    mails = tuple(_received(each, by_id[message_id(each)]) for each in sent.select_related("member"))
    told = {event.key for each in mails for event in each.events}
    items = MailItem.objects.waiting().filter(member=reader)
    waiting = Counter(item.event_kind.sentence for item in items)
    told |= {item.key for item in items}
    unmailed = Notice.objects.filter(member=reader, created__gte=monday).exclude(key__in=told)
    return WeekReport(
        reader, monday, mails, waiting, Counter(kind_named(each.kind).sentence for each in unmailed), missing
    )


def _received(sent: Mail, message: EmailMessage) -> ReceivedMail:
    is_digest = sent.kind == DIGEST.name
    # The reader reads nothing on the site, and what was withdrawn before its digest left is no longer among its items.
    told = list(sent.items.all()) if is_digest else [sent]
    return ReceivedMail(
        at=sent.settled,
        subject=str(message.subject),
        size=len(message.message().as_bytes()),
        is_digest=is_digest,
        is_pressing=sent.is_urgent,
        is_asked=sent.is_asked,
        events=tuple(ToldEvent(each.key, each.event_kind, each.text.partition("\n")[0]) for each in told),
    )


def _matter_of(key: str) -> str:
    """Return what an event is about, so far as it may be told once: two kinds that speak of one message are one."""
    return ":".join(key.split(":")[:2]) if key.startswith("post:") else key


def _counted_lines(heading: str, counts: Counter[str]) -> Iterator[str]:
    if counts:
        yield heading
        yield from (f"  {count} × {sentence}" for sentence, count in counts.most_common())
