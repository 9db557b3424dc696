"""Who follows a subject, what a member follows, and at which rhythm of their own."""

from collections.abc import Iterable

from django.db.models import QuerySet

from alertes.choices.subscriptions.models import Subscription
from alertes.enums import Rhythm
from reseau.people.members.models.member import Member


def followers(*subjects: str) -> QuerySet[Member]:
    """Return the members who follow one of `subjects`. The caller keeps those who may read what happens there."""
    subscriptions = Subscription.objects.active().about(*subjects)
    return Member.objects.filter(pk__in=subscriptions.values("member"), is_active=True)


def follows(member: Member, subject: str) -> bool:
    """Whether `member` follows `subject` today."""
    return Subscription.objects.active().about(subject).filter(member=member).exists()


def followed_subjects(member: Member, kind: str) -> list[str]:
    """Return what `member` follows of a kind: the keys after `topic:`, the latest first."""
    subscriptions = Subscription.objects.visible_to(member).filter(subject__startswith=f"{kind}:")
    return [subject.partition(":")[2] for subject in subscriptions.values_list("subject", flat=True)]


def followed_by(members: Iterable[Member], subjects: Iterable[str]) -> dict[int, str]:
    """Return the first of `subjects` that each member follows: primary key → subject. One query."""
    order = list(subjects)
    pairs = Subscription.objects.active().about(*order).filter(member__in=[member.pk for member in members])
    first: dict[int, str] = {}
    for pk, subject in pairs.order_by().values_list("member", "subject"):
        first[pk] = min(subject, first.get(pk, subject), key=order.index)
    return first


def own_rhythms(members: Iterable[Member], subjects: Iterable[str]) -> dict[int, Rhythm]:
    """Return the rhythms that members chose for one of `subjects`: primary key → the soonest of them. One query."""
    chosen = Subscription.objects.active().about(*subjects).exclude(rhythm="")
    pairs = chosen.filter(member__in=[member.pk for member in members]).values_list("member", "rhythm")
    order = list(Rhythm)
    rhythms: dict[int, Rhythm] = {}
    for pk, value in pairs:
        rhythms[pk] = min(Rhythm(value), rhythms.get(pk, Rhythm.NEVER), key=order.index)
    return rhythms
