"""Who may validate, where, on a day: accredited persons at accredited centres in which they work."""

import datetime

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.utils import timezone

from b2i.validation.models.accreditation import Accreditation
from b2i.validation.models.validation import Proposal
from reseau.members.models.member import Member
from reseau.members.models.position import Position
from reseau.places.models.epm import EPM


def accredited_centres(framework_id: int, day: datetime.date) -> QuerySet[EPM]:
    """EPM before which a skill may be put on that day."""
    live = Accreditation.objects.live_on(day).filter(framework=framework_id, epm=OuterRef("pk"))
    return EPM.objects.filter(Exists(live))


def evaluators_of(centre: EPM, framework_id: int, day: datetime.date) -> QuerySet[Member]:
    """Those who may decide there on that day; nobody when the centre is not accredited."""
    at_work = Position.objects.live(day).filter(member=OuterRef("pk"), epm=centre)
    return _accredited(framework_id, day).filter(
        Exists(at_work), Exists(accredited_centres(framework_id, day).filter(pk=centre.pk))
    )


def centres_with_evaluators(framework_id: int, day: datetime.date, *, beside: set[int]) -> QuerySet[EPM]:
    """Accredited centres in which somebody may decide who is none of the members `beside`, counted (`evaluators`).

    A proposal put elsewhere would wait for nobody.
    """
    persons = _accredited(framework_id, day).exclude(pk__in=beside)
    at_work = Q(positions__in=Position.objects.live(day).filter(member__in=persons))
    counted = Count("positions__member", filter=at_work, distinct=True)
    return accredited_centres(framework_id, day).annotate(evaluators=counted).filter(evaluators__gt=0).order_by("name")


def waiting_for(user) -> int | None:
    """How many proposals wait for the decision of `user`; nothing for who is not accredited. One query."""
    exercised = Accreditation.objects.exercised_by(user, timezone.localdate())
    before = Proposal.objects.before(user).order_by().values(one=Value(1)).annotate(number=Count("pk")).values("number")
    found = Member.objects.filter(pk=user.pk).values_list(Exists(exercised), Subquery(before))
    is_evaluator, waiting = found.get()
    return (waiting or 0) if is_evaluator else None


def _accredited(framework_id: int, day: datetime.date) -> QuerySet[Member]:
    live = Accreditation.objects.live_on(day).filter(framework=framework_id, member=OuterRef("pk"))
    return Member.objects.filter(Exists(live), is_active=True)
