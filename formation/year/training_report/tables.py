"""Tables of the report of a year, the same on the page, the paper and the spreadsheet."""

from collections.abc import Callable
from dataclasses import dataclass

from formation.proof.evaluation.results import FEWEST
from formation.year.training_report.year_figures import YearReport
from reseau.texts.wording import counted

ESTIMATE = (
    "Estimation\u00a0: à vol d’oiseau depuis l’EPM de chaque personne, plus un tiers pour les routes, aller et retour, "
    "pour chaque jour de présence."
)
HALF_DAY = "Une journée compte pour deux demi-journées. Réalisée\u00a0: émargement clos, au moins une présence."
WHERE = "Chaque personne compte une fois, là où elle travaillait le dernier jour où elle est venue."
FEW = f"Seules comptent les sessions qui ont {FEWEST}\u00a0réponses au moins\u00a0: on devinerait celles des autres."
NO_EPM = "Sans EPM"


@dataclass(frozen=True, slots=True)
class Number:
    """A figure and its unit; None if there is nothing to measure."""

    value: float | None
    unit: str = ""

    @property
    def words(self) -> str:
        """« 1 240 km », « 8,5 », « – »."""
        if self.value is None:
            return "–"
        digits = f"{self.value:,.1f}".removesuffix(".0").replace(",", "\u202f").replace(".", ",")
        return f"{digits}\u00a0{self.unit}" if self.unit else digits

    def __str__(self) -> str:
        return self.words


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose first column names the row, and whose other columns are numbers. `slug` is its anchor."""

    slug: str
    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[str | Number, ...], ...]
    note: str = ""


def tables_of(report: YearReport) -> list[Table]:
    makers: tuple[Callable[[YearReport], Table], ...] = (_year, _territories, _epms, _trainings, _opinions, _travel)
    return [make(report) for make in makers]


def _year(report: YearReport) -> Table:
    figures, reuse = report.figures, report.reuse
    rows = (
        ("Jours promis", Number(figures.target_days)),
        ("Jours prévus", Number(figures.planned_days)),
        ("Jours réalisés", Number(figures.delivered_days)),
        ("Personnes formées", Number(report.people.count)),
        ("dont pour la première fois", Number(report.people.first_timers)),
        ("Demi-journées suivies, toutes personnes", Number(report.people.half_days)),
        ("Taux de présence", Number(report.presence.rate, "%")),
        ("Satisfaction («\u00a0cette formation m’a plu\u00a0»)", Number(report.satisfaction.rate("satisfaction"), "%")),
        ("Ateliers animés avec les fiches emportées", Number(reuse.workshops)),
        ("Personnes qui les ont animés", Number(reuse.people)),
        ("Personnes accueillies à ces ateliers", Number(reuse.learners)),
        ("Kilomètres parcourus, estimation", Number(report.kilometres, "km")),
        ("Budget", Number(figures.budget, "€")),
        ("Budget par demi-journée réalisée", Number(report.euros_of_a_half_day, "€")),
        ("Budget par personne formée", Number(report.euros_of_a_person, "€")),
    )
    return Table("annee", "L’année en chiffres", ("Chiffre", "Valeur"), rows, HALF_DAY)


def _territories(report: YearReport) -> Table:
    """Where sessions are held, and where participants come from, which differ."""
    rows = []
    keys = [territory.pk for territory in report.board.territories] + [None]
    for key, column, cell in zip(keys, report.board.columns, report.board.totals, strict=True):
        people = report.territories.get(key) if key is not None else None
        rows.append(_territory(column.name, cell.planned, cell.delivered, people, is_place=key is not None))
    if outside := report.territories.get(None):
        rows.append((NO_EPM, Number(None), Number(None), Number(outside.count), Number(outside.first_timers)))
    total = report.board.total
    rows.append(_territory("Ensemble", total.planned, total.delivered, report.people, is_place=True))
    header = ("Territoire", "Demi-journées prévues", "Réalisées", "Personnes formées", "Première fois")
    return Table("territoires", "Par territoire", header, tuple(rows), WHERE)


def _territory(name: str, planned: int, delivered: int, people, *, is_place: bool) -> tuple:
    """Nobody works « à distance »: no people are counted there."""
    count, first_timers = (people.count, people.first_timers) if people else (0, 0)
    people_cells = (Number(count), Number(first_timers)) if is_place else (Number(None), Number(None))
    return name, Number(planned), Number(delivered), *people_cells


def _epms(report: YearReport) -> Table:
    rows = tuple(
        (epm.name, Number(people.count), Number(people.first_timers), Number(people.half_days))
        for epm, people in report.epms
    )
    return Table("epm", "Par EPM", ("EPM", "Personnes formées", "Première fois", "Demi-journées suivies"), rows, WHERE)


def _trainings(report: YearReport) -> Table:
    rows = tuple(
        (
            line.title,
            Number(len(line.sessions)),
            Number(len(line.half_days)),
            Number(len(line.people)),
            Number(line.satisfaction.rate("satisfaction"), "%"),
        )
        for line in report.trainings
    )
    header = ("Formation", "Sessions", "Demi-journées réalisées", "Personnes", "Satisfaction")
    return Table("formations", "Par formation", header, rows, FEW)


def _opinions(report: YearReport) -> Table:
    """One row for each sentence of the evaluation at the end of a session."""
    satisfaction = report.satisfaction
    rows = tuple((question.wording, Number(rate, "%")) for question, rate in report.rates)
    answers = counted(satisfaction.answers, "réponse")
    note = f"{FEW} Ici {answers}, de {counted(satisfaction.sessions, 'session')}."
    return Table("avis", "Avis à chaud", ("Phrase", "D’accord"), rows, note)


def _travel(report: YearReport) -> Table:
    rows = tuple(
        (
            line.territory.name,
            Number(line.people),
            Number(line.total, "km"),
            Number(line.median if line.people else None, "km"),
        )
        for line in report.travel
    )
    header = ("Territoire", "Personnes venues", "Total", "Médiane par personne")
    return Table("kilometres", "Kilomètres", header, rows, ESTIMATE)
