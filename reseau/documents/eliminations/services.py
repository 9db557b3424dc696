"""What befalls any elimination list before it is carried out: its visa is noted, or it is given up."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from reseau.documents.eliminations.models import EliminationList
from reseau.people.members.models.member import Member

VISA_TO_COME = "La date du visa n’est pas dans l’avenir."
NO_VISA = "Rien n’est supprimé sans le visa des Archives départementales."


@transaction.atomic
def note_visa(
    *, elimination: EliminationList, reference: str, visa_on: datetime.date, visa_by: str, noted_by: Member
) -> None:
    """Note the visa of the Archives départementales.

    Raises ValidationError if there is one, or for a day before the list or in the future.
    """
    elimination = locked(elimination=elimination)
    if elimination.has_visa:
        raise ValidationError("Le visa est déjà noté.")
    if not elimination.prepared_on <= visa_on <= timezone.localdate():
        raise ValidationError("Le visa est donné après la préparation du bordereau, et pas dans l’avenir.")
    elimination.visa_reference, elimination.visa_on, elimination.visa_by = reference, visa_on, visa_by
    elimination.visa_noted_by = noted_by
    elimination.save()


@transaction.atomic
def abandon_elimination(*, elimination: EliminationList) -> None:
    """Delete a list without visa, which frees what it holds. Raises ValidationError after the visa."""
    elimination = locked(elimination=elimination)
    if elimination.has_visa:
        raise ValidationError("Ce bordereau a reçu son visa\u00a0: il se garde.")
    elimination.delete()


def locked(*, elimination: EliminationList) -> EliminationList:
    """Return the list as it is now, its row locked until the end of the transaction."""
    return type(elimination)._default_manager.select_for_update().get(pk=elimination.pk)


def mark_carried_out(*, elimination: EliminationList, by: Member | None) -> None:
    """Keep the day of the destruction, the first time. `by`: None for a command."""
    if elimination.carried_out_at is None:
        elimination.carried_out_at, elimination.destroyed_on = timezone.now(), timezone.localdate()
        elimination.carried_out_by = by
        elimination.save(update_fields=["carried_out_at", "destroyed_on", "carried_out_by"])
