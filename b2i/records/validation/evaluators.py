"""Evaluators: accredited persons who work in an accredited centre, on a given day."""

import datetime

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.utils import timezone

from b2i.records.models import Record
from b2i.records.validation.models.accreditation import Accreditation
from b2i.records.validation.models.validation import Proposal, Validation
from reseau.people.members.models.member import Member
from reseau.people.members.models.position import Position
from reseau.places.models.epm import EPM
from reseau.web.queries.compiled_query import CompiledQuery


def accredited_centres(framework_id: int, day: datetime.date) -> QuerySet[EPM]:
    """Return the EPM accredited on that day."""
    accreditations = Accreditation.objects.live_on(day).filter(framework=framework_id, epm=OuterRef("pk"))
    return EPM.objects.filter(Exists(accreditations))


def evaluating_centres(record: Record, *, until: datetime.date) -> QuerySet[EPM]:
    """Return the centres that had validated a skill of `record` by that day, accredited still or no longer."""
    validations = Validation.objects.granted().filter(record=record, decided_on__lte=until)
    return EPM.objects.filter(Exists(validations.filter(centre_accreditation__epm=OuterRef("pk"))))


def evaluators_of(centre: EPM, framework_id: int, day: datetime.date) -> QuerySet[Member]:
    """Return the members who may decide at `centre` on that day; none if it is not accredited."""
    at_work = Position.objects.live(day).filter(member=OuterRef("pk"), epm=centre)
    return _accredited_members(framework_id, day).filter(
        Exists(at_work), Exists(accredited_centres(framework_id, day).filter(pk=centre.pk))
    )


def centres_with_evaluators(framework_id: int, day: datetime.date, *, excluded_ids: set[int]) -> QuerySet[EPM]:
    """Return the accredited centres with an evaluator who is not in `excluded_ids`; `evaluators` counts them.

    At any other centre, nobody could decide on the proposal.
    """
    accredited_members = _accredited_members(framework_id, day).exclude(pk__in=excluded_ids)
    works_there = Q(positions__in=Position.objects.live(day).filter(member__in=accredited_members))
    evaluator_count = Count("positions__member", filter=works_there, distinct=True)
    centres = accredited_centres(framework_id, day).annotate(evaluators=evaluator_count)
    return centres.filter(evaluators__gt=0).order_by("search_name")


def waiting_proposals(reader: Member) -> QuerySet:
    """Return one row: whether `reader` is accredited, and how many proposals they may decide."""
    accreditations = Accreditation.objects.exercised_by(reader, timezone.localdate())
    proposal_count = (
        Proposal.objects.decidable_by(reader)
        .order_by()
        .values(one=Value(1))
        .annotate(number=Count("pk"))
        .values("number")
    )
    return Member.objects.filter(pk=reader.pk).values_list(Exists(accreditations), Subquery(proposal_count))


WAITING_PROPOSALS = CompiledQuery(waiting_proposals)


def waiting_proposal_count(user) -> int | None:
    """Return how many proposals `user` may decide; None if they are not accredited. One query."""
    is_evaluator, count = WAITING_PROPOSALS.row(reader=user)
    return (count or 0) if is_evaluator else None


def _accredited_members(framework_id: int, day: datetime.date) -> QuerySet[Member]:
    accreditations = Accreditation.objects.live_on(day).filter(framework=framework_id, member=OuterRef("pk"))
    return Member.objects.filter(Exists(accreditations), is_active=True)
