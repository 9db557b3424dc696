"""Notices to the animators of the EPM that keeps a record, about its card: a new code, a card that is closed."""

from django.urls import reverse

from alertes.channels.notices.models import Notice
from alertes.channels.notices.services import correct_daily_notices, merge_into_daily_notice
from b2i.declarations.events import RECORD_CARE
from b2i.people.accesses.journal import note_message
from b2i.people.learners.models.learner import Learner
from reseau.people.members.models.member import Member
from reseau.people.members.models.position import Position


def animators_of(epm_id: int) -> list[Member]:
    """Return the members who work in the EPM today."""
    return list(
        Member.objects.filter(is_active=True, pk__in=Position.objects.live().filter(epm=epm_id).values("member"))
    )


def notify_new_secret(learner: Learner, *, by: Member) -> None:
    """Notify every animator of the EPM, the author included: a code that nobody asked for opens the record."""
    for member in animators_of(learner.epm_id):
        merge_into_daily_notice(
            member=member,
            about=_about(learner, "secret"),
            text=f"{_name(learner, member)}\u00a0: nouveau code secret, donné par {by}.",
            url=reverse("b2i:card", args=[learner.pk]),
            kind=RECORD_CARE,
        )
        _note_name(learner, member)


def notify_closed_card(learner: Learner) -> None:
    """Notify every animator of the EPM, until the card is open again."""
    closed = "carte fermée, 20\u00a0codes faux de suite. Rouvrez-la avec la personne."
    for member in animators_of(learner.epm_id):
        merge_into_daily_notice(
            member=member,
            about=_about(learner, "closed"),
            text=f"{_name(learner, member)}\u00a0: {closed}",
            url=reverse("b2i:card", args=[learner.pk]),
            kind=RECORD_CARE,
            is_state=True,
        )
        _note_name(learner, member)


def withdraw_closed_card(learner: Learner) -> None:
    """Withdraw the notices of a card that is open again."""
    about = _about(learner, "closed")
    unread_notices = Notice.objects.about(about).unread()
    for member in Member.objects.filter(pk__in=unread_notices.values("member")):
        correct_daily_notices(member=member, about=about, text="")


def _may_read(member: Member, learner: Learner) -> bool:
    return Learner.objects.visible_to(member).filter(pk=learner.pk).exists()


def _name(learner: Learner, member: Member) -> str:
    return str(learner) if _may_read(member, learner) else f"Carte {learner.card_number}"


def _note_name(learner: Learner, member: Member) -> None:
    if _may_read(member, learner):
        note_message(member, learner)


def _about(learner: Learner, matter: str) -> str:
    """Return the subject of a notice; the erasure of a record forgets all that is about it."""
    record = learner.records.order_by("pk").first()
    return f"record:{record.pk}:{matter}" if record else f"learner:{learner.pk}:{matter}"
