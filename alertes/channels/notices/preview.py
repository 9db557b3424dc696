"""Preview of who will be told of something, and by which channel, before it is sent; and what became of it after."""

import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from django.db.models.functions import Lower

from alertes.channels.mails.models.mail import Mail
from alertes.channels.mails.models.mail_item import MailItem
from alertes.channels.notices.models import Notice
from alertes.channels.refusals.models import RefusedAddress
from alertes.choices.kinds import Kind
from alertes.choices.preferences.rhythms import hidden_from, rhythms_of
from alertes.choices.subscriptions.followers import own_rhythms
from alertes.enums import DropReason, MailState, Rhythm
from reseau.people.members.models.member import Member

NO_ADDRESS, REFUSED = "pas d’adresse électronique", "son adresse refuse nos courriels"


@dataclass(frozen=True, slots=True)
class NotificationPreview:
    """What one member will be told.

    `mail_words` say what their mail brings, beside words. `is_gathered`: their next digest tells it. `why_no_mail`:
    reason, if nothing is mailed. `correction`: what becomes of a message that waits, where nothing new is told.
    """

    member: Member
    has_notice: bool
    is_mailed: bool
    mail_words: tuple[str, ...] = ()
    why_no_mail: str = ""
    is_gathered: bool = False
    correction: str = ""

    @property
    def ways(self) -> str:
        """« alerte, courriel qui met son agenda à jour », « alerte ; pas de courriel : pas d’adresse électronique »."""
        if self.correction:
            return self.correction
        ways = ["alerte"] if self.has_notice else []
        if self.is_mailed:
            ways += self.mail_words or ["courriel"]
        elif self.is_gathered:
            ways.append("courriel, dans son prochain résumé")
        words = ", ".join(ways)
        return f"{words}\u00a0; pas de courriel\u00a0: {self.why_no_mail}" if self.why_no_mail else words


@dataclass(frozen=True)
class NotificationPlan:
    """All those who will be told. `mark` proves, when it comes back, which plan was read."""

    notifications: tuple[NotificationPreview, ...]

    @property
    def count(self) -> int:
        return len(self.notifications)

    @cached_property
    def channels(self) -> list[tuple[str, list[Member]]]:
        """Return the people by channel, the most numerous first."""
        members: dict[str, list[Member]] = {}
        for notification in self.notifications:
            members.setdefault(notification.ways, []).append(notification.member)
        return sorted(members.items(), key=lambda channel: (-len(channel[1]), channel[0]))

    @property
    def mark(self) -> str:
        recipients = [(notification.member.pk, notification.ways) for notification in self.notifications]
        return hashlib.sha256(repr(recipients).encode()).hexdigest()[:32]


def plan_notifications(members: Iterable[Member], *, kind: Kind, followed: Collection[str] = ()) -> NotificationPlan:
    """Return what `notify` would do with these arguments. Five queries at most."""
    people = sorted(members, key=lambda member: (member.search_name, member.pk))
    keys = [member.pk for member in people]
    rhythms: Mapping[int, Rhythm] = rhythms_of(keys, kind) | (own_rhythms(people, followed) if followed else {})
    refused = set(RefusedAddress.objects.values_list(Lower("address"), flat=True))
    hidden = hidden_from(keys, kind)
    return NotificationPlan(
        tuple(_preview(member, rhythms[member.pk], refused, has_notice=member.pk not in hidden) for member in people)
    )


def _preview(member: Member, rhythm: Rhythm, refused: Collection[str], *, has_notice: bool) -> NotificationPreview:
    why = ""
    if not member.email:
        why = NO_ADDRESS
    elif member.email.lower() in refused:
        why = REFUSED
    elif rhythm is Rhythm.NEVER:
        why = "n’en veut pas par courriel"
    return NotificationPreview(
        member,
        has_notice=has_notice,
        is_mailed=not why and rhythm is Rhythm.AT_ONCE,
        why_no_mail=why,
        is_gathered=not why and rhythm is not Rhythm.AT_ONCE,
    )


@dataclass(frozen=True, slots=True)
class SendingLog:
    """What became of what was told under one key: people told on the site, those who read it there, their mails.

    `sent` left, alone or in a digest; `waiting` leave later; `spared`: read on the site before, or no longer wanted;
    `refused`: the address refused it, or it failed.
    """

    told: int
    read: int
    sent: int
    waiting: int
    spared: int
    refused: int


def sending_log(key: str) -> SendingLog:
    """Return what became of what `notify` told under `key`. Three queries."""
    read = list(Notice.objects.filter(key=key).values_list("read_at", flat=True))
    mails = list(Mail.objects.filter(key=key).values_list("state", "problem"))
    mails += [
        (state or MailState.PLANNED, problem or "")
        for state, problem in MailItem.objects.filter(key=key).values_list("mail__state", "mail__problem")
    ]
    refused = sum(_is_refused(state, problem) for state, problem in mails)
    states = [state for state, _ in mails]
    return SendingLog(
        told=len(read),
        read=sum(moment is not None for moment in read),
        sent=states.count(MailState.SENT),
        waiting=states.count(MailState.PLANNED) + states.count(MailState.SENDING),
        spared=states.count(MailState.DROPPED) + states.count(MailState.FAILED) - refused,
        refused=refused,
    )


def _is_refused(state: str, problem: str) -> bool:
    return state == MailState.FAILED or (state == MailState.DROPPED and problem == DropReason.REFUSED.label)
