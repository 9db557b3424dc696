"""Preview of a change to a session: differences, and notifications that it will send. Nothing is stored.

The change is made in the database, read, then rolled back before anybody else can see it. The page thus announces what
would really happen, refusals included.
"""

import hashlib
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max

from alertes.channels.facts.registry import fact_about
from alertes.channels.mails.models.mail import Mail
from alertes.channels.mails.models.mail_item import MailItem
from alertes.channels.notices.models import Notice
from alertes.channels.notices.preview import NO_ADDRESS, NotificationPreview
from alertes.choices.kinds import Kind
from alertes.choices.preferences.rhythms import is_mailed_about, rhythms_of
from alertes.enums import Rhythm
from formation.declarations.events import SESSION_DATES, TRAINING_WISHED
from formation.offer.needs.services import OPENING, wishers_to_tell, wishers_who_wait
from formation.sessions.invitations.events import CANCEL, REQUEST
from formation.sessions.invitations.invitations import expected_members
from formation.sessions.models.session import Session
from formation.sessions.summary import session_summary
from formation.year.session_changes.notices import people_concerned
from reseau.people.members.models.member import Member

RESTATED = "attend cette session, n’en sait encore rien\u00a0: son message dira ce qui change"
CALENDAR_WORDS = {REQUEST: "courriel qui met son agenda à jour", CANCEL: "courriel qui libère son agenda"}


@dataclass(frozen=True, slots=True)
class Difference:
    label: str
    old: tuple[str, ...]
    new: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChangePreview:
    differences: tuple[Difference, ...]
    notifications: tuple[NotificationPreview, ...]

    @property
    def digest(self) -> str:
        """Digest of the differences and recipients. The confirmation sends it back, to prove which preview was read."""
        recipients = [(notification.member.pk, notification.ways) for notification in self.notifications]
        return hashlib.sha256(repr((self.differences, recipients)).encode()).hexdigest()[:32]


@transaction.atomic
def preview_change(session: Session, change: Callable[[], Session]) -> ChangePreview:
    """Make the change, read its effects, and roll it back.

    Raises the ValidationError of `change`.
    """
    old_summary = session_summary(session.pk)
    last_keys = {model: model.objects.aggregate(last=Max("pk"))["last"] or 0 for model in (Notice, Mail, MailItem)}
    opening = fact_about(OPENING, session.pk)
    change()
    corrections = [] if fact_about(OPENING, session.pk) == opening else _corrections(session)
    new_summary = session_summary(session.pk)
    key_start = f"session:{session.pk}:"
    notices = set(
        Notice.objects.filter(pk__gt=last_keys[Notice], key__startswith=key_start).values_list("member", flat=True)
    )
    mails: dict[int, list[str]] = {}
    for mail in (
        Mail.objects.filter(pk__gt=last_keys[Mail]).about(key_start).order_by("pk").prefetch_related("enclosures")
    ):
        methods = [enclosure.method for enclosure in mail.enclosures.all() if enclosure.method]
        mails.setdefault(mail.member_id, []).extend(methods)
    items = MailItem.objects.filter(pk__gt=last_keys[MailItem], key__startswith=key_start)
    gathered = set(items.values_list("member", flat=True))
    people = Member.objects.filter(pk__in=notices | set(mails)).order_by("search_name", "pk")
    preview = ChangePreview(
        differences=tuple(
            Difference(label, old_summary[label], new_summary[label])
            for label in new_summary
            if old_summary[label] != new_summary[label]
        ),
        notifications=(
            *preview_notifications(people, notices=notices, mails=mails, gathered=gathered),
            *(corrections if session.is_open else ()),
        ),
    )
    transaction.set_rollback(True)
    return preview


def preview_cancellation_notices(session: Session, *, by: Member) -> list[NotificationPreview]:
    """Preview the notices of a cancellation. Nothing is written: they are known beforehand."""
    people = [member for member in people_concerned(session) if member != by]
    attendee_ids = expected_members(session)
    rhythms = rhythms_of(_reachable(people), SESSION_DATES)
    gathered = {pk for pk, rhythm in rhythms.items() if rhythm is not Rhythm.AT_ONCE and pk not in attendee_ids}
    mails = {pk: [CANCEL] if pk in attendee_ids else [] for pk in rhythms if pk not in gathered}
    notices = {member.pk for member in people}
    participants = preview_notifications(people, notices=notices, mails=mails, gathered=gathered)
    return [*participants, *_preview_wishers(session, by=by)]


def _preview_wishers(session: Session, *, by: Member) -> list[NotificationPreview]:
    """Preview the news of a cancellation to those who were told that the session answers their wish."""
    wishers = list(wishers_to_tell(session=session).exclude(pk=by.pk).order_by("search_name", "pk"))
    if not wishers:
        return []
    rhythms = rhythms_of(_reachable(wishers, TRAINING_WISHED), TRAINING_WISHED)
    gathered = {pk for pk, rhythm in rhythms.items() if rhythm is not Rhythm.AT_ONCE}
    mails = {pk: [] for pk in rhythms if pk not in gathered}
    return preview_notifications(wishers, notices={member.pk for member in wishers}, mails=mails, gathered=gathered)


def _corrections(session: Session) -> list[NotificationPreview]:
    """Preview the messages that tell a wisher of the session and have not left: they will say what changes."""
    waiting = wishers_who_wait(session=session).order_by("search_name", "pk")
    return [NotificationPreview(member, has_notice=False, is_mailed=False, correction=RESTATED) for member in waiting]


def preview_notifications(
    people: Iterable[Member], *, notices: set[int], mails: Mapping[int, Iterable[str]], gathered: Collection[int] = ()
) -> list[NotificationPreview]:
    """Build the previews. `mails`: for each member who gets a mail, the methods of its invitations.

    `gathered`: those whose next digest tells it.
    """
    people = list(people)
    former_member_ids = {member.pk for member in people} - set(_in_network(people))
    return [
        NotificationPreview(
            member,
            has_notice=member.pk in notices,
            is_mailed=member.pk in mails,
            mail_words=tuple(CALENDAR_WORDS[method] for method in mails.get(member.pk, ())),
            why_no_mail="" if member.pk in mails or member.pk in gathered else _why_no_mail(member, former_member_ids),
            is_gathered=member.pk in gathered,
        )
        for member in people
    ]


def _why_no_mail(member: Member, former_member_ids: set[int]) -> str:
    if member.pk in former_member_ids:
        return "n’est plus dans le réseau"
    if not member.email:
        return NO_ADDRESS
    return "n’en veut pas sur ses formations"


def _in_network(people: Iterable[Member]):
    return Member.objects.in_network().filter(pk__in=[member.pk for member in people]).values_list("pk", flat=True)


def _reachable(people: Iterable[Member], kind: Kind = SESSION_DATES):
    return _in_network(people).filter(is_mailed_about(kind), email__isnull=False)
