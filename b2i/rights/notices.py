"""What the animators of an EPM are told when a learner contests something: no name, the page says who."""

from django.urls import reverse

from alertes.notices.services import notify, withdraw
from b2i.records.models.contest import Contest
from reseau.members.models.member import Member
from reseau.members.models.position import Position


def tell_contest(contest: Contest) -> None:
    learner = contest.record.learner
    notify(
        members=animators_of(learner.epm_id),
        key=_key(contest),
        text=f"Livret {learner.card_number}\u00a0: la personne dit qu’une chose n’y est pas exacte. Répondez-lui.",
        url=f"{reverse('b2i:learner_rights', args=[learner.pk])}#contestations",
    )


def forget_contest(contest: Contest) -> None:
    """It is answered."""
    withdraw(key=_key(contest))


def animators_of(epm_id: int) -> list[Member]:
    """Those who work in the EPM today."""
    return list(
        Member.objects.filter(is_active=True, pk__in=Position.objects.live().filter(epm=epm_id).values("member"))
    )


def _key(contest: Contest) -> str:
    return f"contest:{contest.pk}"
