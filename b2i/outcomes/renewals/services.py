"""Passage of records to the framework on which records are now kept. Nothing is moved nor erased."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from b2i.frameworks.models.crosswalk import Crosswalk
from b2i.frameworks.models.framework import Framework
from b2i.outcomes.jury.models.candidacy import Candidacy
from b2i.outcomes.renewals.models import Renewal
from b2i.people.learners.permissions import check_keeper
from b2i.records.models import Record
from b2i.records.validation.models.validation import Proposal
from reseau.people.members.models.member import Member

UP_TO_DATE = "Ce livret est déjà sur le référentiel en usage."
NO_CROSSWALK = (
    "Aucune table de correspondance ne mène du référentiel de ce livret à celui qui est en usage\u00a0: "
    "demandez-la à la coordination."
)
AWAITING = "Une décision est attendue sur une compétence de ce livret\u00a0: il passera quand elle sera prise."
BEFORE_A_JURY = "Ce livret attend un jury\u00a0: il passera quand la décision sera notée."


def renewable_records() -> QuerySet[Record]:
    """Return the records in use on a former framework from which a crosswalk leads to the one in use."""
    to_base = Crosswalk.objects.filter(source=OuterRef("framework"), target__is_record_base=True)
    return Record.objects.on_base().filter(Exists(to_base), framework__is_record_base=False)


def crosswalks_to_base(*, frameworks: Iterable[int]) -> QuerySet[Crosswalk]:
    """Return the tables in use from these frameworks (keys) to the one of records."""
    crosswalks = Crosswalk.objects.latest().filter(source__in=frameworks, target__is_record_base=True)
    return crosswalks.select_related("source", "target")


def crosswalk_to_base(*, framework: Framework) -> Crosswalk:
    """Return the table in use from `framework` to the one of records. Raises ValidationError if there is none."""
    if framework.is_record_base:
        raise ValidationError(UP_TO_DATE)
    crosswalk = crosswalks_to_base(frameworks=[framework.pk]).first()
    if crosswalk is None:
        raise ValidationError(NO_CROSSWALK)
    return crosswalk


def check_nothing_awaited(*, record: Record) -> None:
    """Raise ValidationError while a decision or a jury is awaited on `record`."""
    if Proposal.objects.awaiting().filter(record=record).exists():
        raise ValidationError(AWAITING)
    if Candidacy.objects.open().filter(record=record).exists():
        raise ValidationError(BEFORE_A_JURY)


@transaction.atomic
def renew_record(*, record: Record, by: Member) -> Renewal:
    """Open the record of the same learner on the framework in use; it cites `record`, which nobody writes in any more.

    Raises ValidationError if `by` does not keep the record, if it is up to date or without a crosswalk, or while a
    decision or a jury is awaited.
    """
    record = Record.objects.select_for_update().get(pk=record.pk)
    check_keeper(by=by, learner=record.learner)
    crosswalk = crosswalk_to_base(framework=record.framework)
    if Renewal.objects.filter(former=record).exists():
        raise ValidationError(UP_TO_DATE)
    check_nothing_awaited(record=record)
    new_record, _ = Record.objects.get_or_create(learner=record.learner, framework=crosswalk.target)
    return Renewal.objects.create(record=new_record, former=record, crosswalk=crosswalk, renewed_by=by)
