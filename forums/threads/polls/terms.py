"""What the author of a poll decides: choices, one answer or several, the last day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone

from forums.threads.polls.models import FEWEST_CHOICES, MOST_CHOICES, PollChoice
from reseau.texts.accent_folding import fold

LONGEST_CHOICE: int = PollChoice._meta.get_field("text").max_length
LONGEST_POLL = timedelta(days=184)
USUAL_POLL = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class PollTerms:
    """`closes`: the last day when people vote."""

    choices: Sequence[str]
    closes: date
    several: bool = False


def split_choices(text: str) -> list[str]:
    """Return the choices of a text, one a line; a dash or a star before them is no part of them."""
    lines = (" ".join(line.split()).removeprefix("- ").removeprefix("* ") for line in text.splitlines())
    return [line for line in lines if line.strip("-* ")]


def check_choices(choices: Sequence[str]) -> None:
    """Raises ValidationError unless they are two to eight, short, and all different."""
    count = len(choices)
    if count < FEWEST_CHOICES:
        raise ValidationError("Donnez au moins deux réponses possibles, une par ligne.", code="few")
    if count > MOST_CHOICES:
        raise ValidationError(
            f"Il y a {count} réponses possibles, {MOST_CHOICES} au plus\u00a0: réunissez-en, ou ôtez-en.", code="many"
        )
    if too_long := next((choice for choice in choices if len(choice) > LONGEST_CHOICE), None):
        raise ValidationError(
            f"«\u00a0{too_long[:40]}…\u00a0» compte {len(too_long)} caractères, {LONGEST_CHOICE} au plus.", code="long"
        )
    seen: set[str] = set()
    for choice in choices:
        if fold(choice) in seen:
            raise ValidationError(f"«\u00a0{choice}\u00a0» est deux fois dans la liste.", code="twice")
        seen.add(fold(choice))


def check_closing(day: date, *, opened: date | None = None) -> None:
    """Raises ValidationError for a day before the poll opens, or too long after."""
    opened = opened or timezone.localdate()
    if day < opened:
        raise ValidationError("Ce jour est passé\u00a0: choisissez aujourd’hui ou un jour à venir.", code="past")
    if day > opened + LONGEST_POLL:
        raise ValidationError("Un sondage dure six mois au plus\u00a0: choisissez un jour plus proche.", code="far")
