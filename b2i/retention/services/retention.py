"""What becomes of records without news: the EPM is told, then a list goes to the Archives, then they are destroyed."""

import datetime
from collections import Counter
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from b2i.enums import LineOutcome
from b2i.learners.models.learner import Learner
from b2i.records.models.record import Record
from b2i.retention.dormancy import dormant, due
from b2i.retention.models.retention import Contact, DormancyNotice, Elimination, EliminationLine
from b2i.retention.notices import tell_dormant
from b2i.retention.services.departed import count_departed
from b2i.rights.services.erasure import erase_learner
from reseau.members.models.member import Member
from reseau.places.models.epm import EPM


@transaction.atomic
def warn_of_dormant_records() -> int:
    """Tells each EPM of its records that have just become dormant; how many. Safe to run at any time, and again."""
    learners = dormant(Learner.objects.all())
    DormancyNotice.objects.exclude(learner__in=learners.values("pk")).delete()
    fresh = list(learners.filter(dormancy_notice__isnull=True).order_by("pk"))
    DormancyNotice.objects.bulk_create([DormancyNotice(learner=learner) for learner in fresh], ignore_conflicts=True)
    counts = Counter(learner.epm_id for learner in fresh)
    for epm in EPM.objects.in_bulk(counts).values():
        tell_dormant(epm, count=counts[epm.pk])
    return len(fresh)


@transaction.atomic
def note_contact(*, learner: Learner, noted_by: Member) -> Contact:
    """The person is there and wants her record kept: two more years."""
    DormancyNotice.objects.filter(learner=learner).delete()
    return Contact.objects.create(learner=learner, noted_by=noted_by)


def forget_dormancy(*, learner: Learner) -> bool:
    """She has just logged in; true if her record was about to go."""
    return bool(DormancyNotice.objects.filter(learner=learner).delete()[0])


@transaction.atomic
def prepare_elimination(*, prepared_by: Member) -> Elimination:
    """A list of all that is due today; raises `ValidationError` when nothing is."""
    learners = list(due(Learner.objects.all()))
    if not learners:
        raise ValidationError("Aucun livret n’est à éliminer aujourd’hui.")
    elimination = Elimination.objects.create(prepared_by=prepared_by)
    records = Record.objects.filter(learner__in=learners).order_by("-opened_on")
    opened = dict(records.values_list("learner", "opened_on"))
    EliminationLine.objects.bulk_create(
        EliminationLine(
            elimination=elimination,
            learner=learner,
            card_number=learner.card_number,
            epm_id=learner.epm_id,
            opened_on=opened.get(learner.pk) or timezone.localdate(learner.created),
            last_contact=timezone.localdate(learner.last_contact),
        )
        for learner in learners
    )
    return elimination


@transaction.atomic
def note_visa(
    *, elimination: Elimination, reference: str, visa_on: datetime.date, visa_by: str, noted_by: Member
) -> None:
    """The director of the Archives départementales agrees; raises `ValidationError` for a day that cannot be."""
    elimination = Elimination.objects.select_for_update().get(pk=elimination.pk)
    if elimination.has_visa:
        raise ValidationError("Le visa est déjà noté.")
    if not elimination.prepared_on <= visa_on <= timezone.localdate():
        raise ValidationError("Le visa est donné après la préparation du bordereau, et pas dans l’avenir.")
    elimination.visa_reference, elimination.visa_on, elimination.visa_by = reference, visa_on, visa_by
    elimination.visa_noted_by = noted_by
    elimination.save()


@transaction.atomic
def drop_elimination(*, elimination: Elimination) -> None:
    """A list without a visa is given up: its records may be on another one. Raises `ValidationError` after the visa."""
    elimination = Elimination.objects.select_for_update().get(pk=elimination.pk)
    if elimination.has_visa:
        raise ValidationError("Ce bordereau a reçu son visa\u00a0: il se garde.")
    elimination.delete()


@dataclass(frozen=True, slots=True)
class CarriedOut:
    erased: int
    kept: int


@transaction.atomic
def carry_out(*, elimination: Elimination) -> CarriedOut:
    """Destroys the records of a list that has its visa, but those whose person came back; numbers alone remain.

    Raises `ValidationError` without a visa; done twice, it finds nothing more to do.
    """
    elimination = Elimination.objects.select_for_update().get(pk=elimination.pk)
    if not elimination.has_visa:
        raise ValidationError("Rien n’est supprimé sans le visa des Archives départementales.")
    waiting = elimination.lines.filter(outcome=LineOutcome.WAITING)
    still = dormant(Learner.objects.filter(pk__in=waiting.values("learner")))
    going = list(still.select_related("member", "epm__commune"))
    count_departed(learners=going, year=timezone.localdate().year)
    gone = {learner.pk for learner in going}
    erased = waiting.filter(learner__in=gone).update(outcome=LineOutcome.ERASED)
    # A learner whose line has lost her key was erased meanwhile, at her own request.
    erased += waiting.filter(learner__isnull=True).update(outcome=LineOutcome.ERASED)
    kept = waiting.update(outcome=LineOutcome.KEPT)
    for learner in going:
        erase_learner(learner=learner)
    if elimination.carried_out_at is None:
        elimination.carried_out_at = timezone.now()
        elimination.save(update_fields=["carried_out_at"])
    return CarriedOut(erased, kept)
