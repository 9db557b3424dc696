"""What proves who was at a half-day, and so holds it at its date: presences, absences, scans of signed sheets."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db.models import Count, Q

from formation.sessions.models.half_day import HalfDay
from reseau.texts.wording import counted, day_in_full, join_words


def check_nothing_holds(half_days: Iterable[HalfDay]) -> None:
    """Check that half-days may leave their date. One query.

    Raises ValidationError with a message for each that presences, absences or signed sheets hold: how many of each.
    """
    counts = HalfDay.objects.filter(pk__in=[half_day.pk for half_day in half_days]).annotate(
        presences=Count("attendances", filter=Q(attendances__is_present=True), distinct=True),
        absences=Count("attendances", filter=Q(attendances__is_present=False), distinct=True),
        sheets=Count("signed_sheets", distinct=True),
    )
    if messages := [_message(half_day) for half_day in counts if _proofs_in_words(half_day)]:
        raise ValidationError(messages)


def _message(half_day: HalfDay) -> str:
    return (
        f"La demi-journée du {day_in_full(half_day.date)} ({half_day.get_part_display()}) ne se retire pas et garde sa "
        f"date\u00a0: son émargement compte déjà {join_words(_proofs_in_words(half_day))}. Pour un autre jour, ajoutez "
        "une demi-journée."
    )


def _proofs_in_words(half_day: HalfDay) -> list[str]:
    """« 2 présences », « 1 absence », « 1 feuille signée »: those that the half-day has."""
    kinds = (half_day.presences, "présence"), (half_day.absences, "absence"), (half_day.sheets, "feuille signée")
    return [counted(count, words) for count, words in kinds if count]
