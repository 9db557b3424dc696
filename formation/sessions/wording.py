"""French wording of the training year: places left, rank on the waiting list, hours."""

import datetime
from collections.abc import Sequence

from django.utils import timezone

from formation.enums import DayPart, EnrolmentStatus
from reseau.texts.wording import day_in_full, hour_in_words, join_words, weekdays_in_words


def places_in_words(places_left: int) -> str:
    if places_left <= 0:
        return "Complet\u00a0: liste d’attente"
    return f"Il reste {places_left}\u00a0place{'s' if places_left > 1 else ''}"


def rank_in_words(rank: int) -> str:
    """« vous êtes 2ᵉ sur la liste d’attente »."""
    if rank == 1:
        return "vous êtes en tête de la liste d’attente"
    return f"vous êtes {rank}ᵉ sur la liste d’attente"


def state_in_words(status: EnrolmentStatus) -> str:
    """Status of an enrolment, for the member."""
    return {
        EnrolmentStatus.REQUESTED: "Votre demande attend l’accord de votre employeur",
        EnrolmentStatus.CONFIRMED: "Votre inscription est enregistrée",
        EnrolmentStatus.WAITING: "Vous êtes sur la liste d’attente",
        EnrolmentStatus.OFFERED: "Une place vous est proposée\u00a0: répondez vite",
        EnrolmentStatus.CANCELLED: "Votre inscription est annulée",
    }[status]


def part_of_day(part: DayPart) -> str:
    """« le matin », « l’après-midi », « le soir »."""
    return {DayPart.MORNING: "le matin", DayPart.AFTERNOON: "l’après-midi", DayPart.EVENING: "le soir"}[part]


def half_days_in_words(count: int) -> str:
    """« 1 demi-journée », « 3 demi-journées »."""
    return f"{count}\u00a0demi-journée{'s' if count > 1 else ''}"


def moment_in_words(moment: datetime.datetime) -> str:
    """« jeudi 12 mars 2026 à 9 h », in Paris."""
    moment = timezone.localtime(moment)
    return f"{day_in_full(moment)} à {hour_in_words(moment.time())}"


def place_with_article(name: str) -> str:
    """Start of a sentence about a place, with its article: « L’EPM de Gramat », « « Bibliothèque de Cajarc » »."""
    return f"L’{name}" if name.startswith("EPM") else f"«\u00a0{name}\u00a0»"


def preference_in_words(weekdays: Sequence[int], parts: Sequence[str]) -> str:
    """« le mardi et le jeudi, matin »; empty without a preference."""
    day_parts = join_words([DayPart(part).label for part in sorted(parts, key=list(DayPart).index)]) if parts else ""
    return ", ".join(words for words in (weekdays_in_words(weekdays), day_parts) if words)
