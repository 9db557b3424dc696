"""Margins: what is known of the whole population, variable by variable, and what makes them unusable."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError

from reseau.texts.wording import join_words

# Relative: census tables are rounded to a unit here and there.
TOTALS_AGREE_WITHIN = 0.001
# Shares rounded to a tenth, or a whole per cent, miss 100 by this much at most.
SHARES_MISS_BY = 0.005
# Beside shares of 100, a total of 98 is that of shares too, and not of people.
LOOK_LIKE_SHARES = 0.2
NO_MARGIN = "Ce tableau n’a aucune marge\u00a0: il faut une variable au moins, avec ses catégories."


@dataclass(frozen=True)
class Margin:
    """What a variable is in the population. `targets`: category → number of people, or share (of 1 or of 100)."""

    variable: str
    targets: Mapping[str, float]

    @property
    def total(self) -> float:
        return sum(self.targets.values())

    @property
    def whole(self) -> int | None:
        """What its shares are of: 1 or 100; None for numbers of people."""
        return next((whole for whole in (1, 100) if abs(self.total - whole) <= whole * SHARES_MISS_BY), None)

    @property
    def shares(self) -> dict[str, float]:
        """Category → share of the population, of 1."""
        total = self.total
        return {category: target / total for category, target in self.targets.items()}


def check_margins(margins: Sequence[Margin]) -> None:
    """Raises ValidationError with everything that makes these margins unusable, whatever people answered."""
    if not margins:
        raise ValidationError(NO_MARGIN)
    names = [margin.variable for margin in margins]
    faults = [
        f"La variable «\u00a0{name}\u00a0» a deux marges." for name in dict.fromkeys(names) if names.count(name) > 1
    ]
    faults += [fault for margin in margins for fault in _wrong_targets(margin)]
    if faults := faults or _disagreement(margins):
        raise ValidationError(faults)


def _wrong_targets(margin: Margin) -> Iterable[str]:
    if len(margin.targets) < 2:
        yield f"La marge «\u00a0{margin.variable}\u00a0» a moins de deux catégories\u00a0: elle ne redresse rien."
    for category, target in margin.targets.items():
        if not math.isfinite(target) or target <= 0:
            yield (
                f"Marge «\u00a0{margin.variable}\u00a0», «\u00a0{category}\u00a0»\u00a0: il faut un nombre plus grand "
                f"que zéro, pas {_figure(target)}."
            )


def _disagreement(margins: Sequence[Margin]) -> list[str]:
    """Return the sentences that tell totals which disagree. Shares agree with any number of people."""
    wholes = [margin.whole for margin in margins if margin.whole]
    if missed := [
        f"Les parts de la marge «\u00a0{margin.variable}\u00a0» font {_figure(margin.total)} au lieu de {whole}."
        for margin in margins
        for whole in dict.fromkeys(wholes)
        if not margin.whole and abs(margin.total - whole) <= whole * LOOK_LIKE_SHARES
    ]:
        return missed
    counts = [margin for margin in margins if not margin.whole]
    totals = [margin.total for margin in counts]
    if not counts or max(totals) - min(totals) <= max(totals) * TOTALS_AGREE_WITHIN:
        return []
    told = join_words([f"{_figure(margin.total)} pour «\u00a0{margin.variable}\u00a0»" for margin in counts])
    return [f"Les marges n’ont pas le même total\u00a0: {told}. Elles décrivent pourtant la même population."]


def check_answers(margins: Iterable[Margin], answers: Mapping[str, Mapping[str, int]]) -> None:
    """Refuse margins that do not fit what people answered.

    `answers`: variable → category → number of answers. Raises ValidationError with each category that people answered
    and the margin lacks, and each category of the margin that nobody answered, which no weight can make up for.
    """
    faults = []
    for margin in margins:
        counts = {category: count for category, count in answers.get(margin.variable, {}).items() if count}
        if unknown := [category for category in counts if category not in margin.targets]:
            told = join_words([f"«\u00a0{category}\u00a0» ({counts[category]})" for category in unknown])
            faults.append(f"La marge «\u00a0{margin.variable}\u00a0» ne dit rien de réponses reçues\u00a0: {told}.")
        if silent := [category for category in margin.targets if category not in counts]:
            told = join_words([f"«\u00a0{category}\u00a0»" for category in silent])
            faults.append(
                f"Marge «\u00a0{margin.variable}\u00a0»\u00a0: personne n’a répondu {told}. "
                "Aucun poids n’y peut rien\u00a0: regroupez des catégories."
            )
    if faults:
        raise ValidationError(faults)


def _figure(number: float) -> str:
    """« 171 234 », « 12,5 »."""
    text = f"{number:,.0f}" if float(number).is_integer() else f"{number:,.1f}"
    return text.replace(",", "\u202f").replace(".", ",")
