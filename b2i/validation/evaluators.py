"""Evaluators: accredited persons who work in an accredited centre, on a given day."""

import datetime

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.utils import timezone

from b2i.validation.models.accreditation import Accreditation
from b2i.validation.models.validation import Proposal
from reseau.members.models.member import Member
from reseau.members.models.position import Position
from reseau.places.models.epm import EPM


def accredited_centres(framework_id: int, day: datetime.date) -> QuerySet[EPM]:
    """Return the EPM accredited on that day."""
    live = Accreditation.objects.live_on(day).filter(framework=framework_id, epm=OuterRef("pk"))
    return EPM.objects.filter(Exists(live))


def evaluators_of(centre: EPM, framework_id: int, day: datetime.date) -> QuerySet[Member]:
    """Return the members who may decide at `centre` on that day; none if it is not accredited."""
    at_work = Position.objects.live(day).filter(member=OuterRef("pk"), epm=centre)
    return _accredited(framework_id, day).filter(
        Exists(at_work), Exists(accredited_centres(framework_id, day).filter(pk=centre.pk))
    )


def centres_with_evaluators(framework_id: int, day: datetime.date, *, beside: set[int]) -> QuerySet[EPM]:
    """Return the accredited centres with an evaluator other than `beside` (keys), with their number (`evaluators`).

    A proposal to another centre would wait for nobody.
    """
    persons = _accredited(framework_id, day).exclude(pk__in=beside)
    at_work = Q(positions__in=Position.objects.live(day).filter(member__in=persons))
    counted = Count("positions__member", filter=at_work, distinct=True)
    return accredited_centres(framework_id, day).annotate(evaluators=counted).filter(evaluators__gt=0).order_by("name")


def waiting_proposal_count(user) -> int | None:
    """Return how many proposals `user` may decide; None if they are not accredited. One query."""
    exercised = Accreditation.objects.exercised_by(user, timezone.localdate())
    before = (
        Proposal.objects.decidable_by(user)
        .order_by()
        .values(one=Value(1))
        .annotate(number=Count("pk"))
        .values("number")
    )
    found = Member.objects.filter(pk=user.pk).values_list(Exists(exercised), Subquery(before))
    is_evaluator, waiting = found.get()
    return (waiting or 0) if is_evaluator else None


def _accredited(framework_id: int, day: datetime.date) -> QuerySet[Member]:
    live = Accreditation.objects.live_on(day).filter(framework=framework_id, member=OuterRef("pk"))
    return Member.objects.filter(Exists(live), is_active=True)
