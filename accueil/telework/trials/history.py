"""The trial of the département's own staff, as its presentation tells it, and what our method makes of it.

Nothing is added to the source: it gives no distance, no days, no mode, no cost. What can be recomputed from its own
numbers is; the rest is said not to be.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

SOURCE = "présentation de la politique numérique du Lot"
AGENTS, MONTHS = 12, 6
KILOMETRES, KILOGRAMS, DAYS = 25_000, 2_700, 20
# Half a year of working weeks, holidays included: the source says six months.
WEEKS = 26
HOURS_OF_A_DAY = 24


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """A figure of the source, what our method says of it, and whether it finds it again."""

    figure: str
    ours: str
    verdict: str
    is_found: bool = False


def history_lines(*, car_grams: Decimal | None, rebound_percent: Decimal, day_hours: Decimal) -> Sequence[HistoryLine]:
    """Compare the figures of the source with our method: `car_grams` of a kilometre, or None without a factor."""
    return [_kilometres(), _co2(car_grams, rebound_percent), _days(day_hours), _purse()]


def _kilometres() -> HistoryLine:
    each = round(KILOMETRES / AGENTS / WEEKS)
    return HistoryLine(
        figure=f"{_number(KILOMETRES)} km évités",
        ours=f"Soit {each}\u00a0km par agent et par semaine, sur {WEEKS} semaines.",
        verdict="Pas recalculé\u00a0: la source ne dit ni les trajets, ni les jours télétravaillés.",
    )


def _co2(car_grams: Decimal | None, rebound_percent: Decimal) -> HistoryLine:
    implied = round(KILOGRAMS * 1000 / KILOMETRES)
    figure = "2,7\u00a0t de CO₂"
    if car_grams is None:
        ours = f"La source compte {implied}\u00a0g par kilomètre. Aucun facteur n’est noté ici."
        return HistoryLine(figure, ours, "Pas recalculé\u00a0: notez d’abord un facteur.")
    gross = KILOMETRES * car_grams / 1_000_000
    net = gross * (1 - rebound_percent / 100)
    ours = (
        f"{_decimal(gross)}\u00a0t avec notre facteur d’une voiture, {_decimal(net)}\u00a0t une fois les effets rebond "
        f"retranchés. La source compte {implied}\u00a0g par kilomètre, sans dire d’où."
    )
    is_found = abs(gross * 1000 - KILOGRAMS) <= 50
    verdict = "Retrouvé." if is_found else "Pas retrouvé\u00a0: le facteur n’est pas le même."
    return HistoryLine(figure, ours, verdict, is_found)


def _days(day_hours: Decimal) -> HistoryLine:
    """Twenty days of work would be driven at 179 km/h; of twenty-four hours, at a plausible speed."""
    work = round(KILOMETRES / (DAYS * day_hours))
    full = round(KILOMETRES / (DAYS * HOURS_OF_A_DAY))
    return HistoryLine(
        figure=f"{DAYS} jours gagnés",
        ours=(
            f"En jours de {HOURS_OF_A_DAY} heures\u00a0: {DAYS * HOURS_OF_A_DAY} heures de route, à {full}\u00a0km/h. "
            f"En journées de travail, il faudrait rouler à {work}\u00a0km/h."
        ),
        verdict="Vraisemblable en jours de 24 heures, pour tous les agents ensemble. La source ne dit pas lesquels.",
        is_found=True,
    )


def _purse() -> HistoryLine:
    return HistoryLine(
        figure="«\u00a0Un treizième mois\u00a0» de pouvoir d’achat",
        ours=f"Soit {_number(round(KILOMETRES / AGENTS))} km de moins par agent en {MONTHS} mois.",
        verdict="Pas recalculé\u00a0: la source ne donne ni coût, ni salaire.",
    )


def _number(value: int) -> str:
    """« 25 000 »."""
    return f"{value:,}".replace(",", "\u202f")


def _decimal(value: Decimal) -> str:
    return f"{value:.1f}".replace(".", ",")
