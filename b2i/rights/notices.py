"""Notices to the animators of an EPM when a learner contests something, without names."""

from django.urls import reverse

from alertes.notices.services import notify, withdraw
from b2i.records.models import Contest
from reseau.members.models.member import Member
from reseau.members.models.position import Position


def notify_contest(contest: Contest) -> None:
    """Notify the animators of the EPM that keeps the record."""
    learner = contest.record.learner
    notify(
        members=animators_of(learner.epm_id),
        key=_key(contest),
        text=f"Livret {learner.card_number}\u00a0: la personne dit qu’une chose n’y est pas exacte. Répondez-lui.",
        url=f"{reverse('b2i:learner_rights', args=[learner.pk])}#contestations",
    )


def withdraw_contest_notice(contest: Contest) -> None:
    """Withdraw the notice once the contest is answered."""
    withdraw(key=_key(contest))


def animators_of(epm_id: int) -> list[Member]:
    """Return the members who work in the EPM today."""
    return list(
        Member.objects.filter(is_active=True, pk__in=Position.objects.live().filter(epm=epm_id).values("member"))
    )


def _key(contest: Contest) -> str:
    return f"contest:{contest.pk}"
