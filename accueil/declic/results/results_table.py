"""Results of tickets, by batch and territory. Groups under five people are masked (`b2i.people.anonymity`)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from accueil.declic.results.cohorts import SILENCE, Cohort, cohorts
from accueil.declic.tickets.models.batch import TicketBatch
from b2i.people.anonymity import Hidden, People, hidden_cells
from reseau.places.models.commune import Territory
from reseau.texts.accent_folding import fold
from reseau.texts.wording import minutes_in_words


@dataclass(frozen=True, slots=True)
class ResultColumn:
    """`people`: sizes of the groups that the cell reveals."""

    title: str
    meaning: str
    cell: Callable[[Cohort], str]
    people: Callable[[Cohort], People]


@dataclass(frozen=True, slots=True)
class ResultRow:
    """In `cells`, None is masked."""

    name: str
    cells: tuple[str | None, ...]
    is_total: bool = False

    @property
    def named_cells(self) -> list[tuple[str, str | None]]:
        return [(column.title, cell) for column, cell in zip(COLUMNS, self.cells, strict=True)]


COLUMNS = (
    ResultColumn("Personnes", "Tickets remis.", lambda each: str(each.people), lambda each: (each.people,)),
    ResultColumn(
        "Venues",
        "Personnes venues à une séance au moins.",
        lambda each: str(each.came),
        lambda each: (each.came, each.people - each.came),
    ),
    ResultColumn(
        "Heures",
        "Heures débitées, toutes personnes ensemble.",
        lambda each: minutes_in_words(each.minutes) if each.minutes else "0\u00a0h",
        lambda each: (each.came,),
    ),
    ResultColumn(
        "Arrêts",
        f"Personnes venues, qui ont encore des heures et ne sont plus venues depuis {SILENCE.days} jours.",
        lambda each: str(each.stopped),
        lambda each: (each.stopped, each.came - each.stopped),
    ),
    ResultColumn(
        "Compétences",
        "Compétences du B2i validées pendant le ticket, chez les personnes dont le livret est lié au ticket.",
        lambda each: str(each.skills) if each.recorded else "–",
        lambda each: (each.recorded,),
    ),
)


def results_table() -> list[ResultRow]:
    """Return the rows of each territory, its total, and the grand total. The same for every reader. Two queries."""
    by_territory: dict[Territory, dict[TicketBatch, Cohort]] = {}
    for batch, cohort in cohorts().items():
        by_territory.setdefault(batch.territory, {})[batch] = cohort
    hidden = [_hidden(column, by_territory) for column in COLUMNS]
    return list(_rows(by_territory, hidden))


def _hidden(column: ResultColumn, by_territory: dict[Territory, dict[TicketBatch, Cohort]]) -> Hidden:
    sections = {
        territory.pk: {batch.pk: column.people(cohort) for batch, cohort in found.items()}
        for territory, found in by_territory.items()
    }
    return hidden_cells(sections)


def _rows(by_territory: dict[Territory, dict[TicketBatch, Cohort]], hidden: list[Hidden]) -> Iterable[ResultRow]:
    everybody = Cohort()
    for territory, found in sorted(by_territory.items(), key=lambda item: fold(item[0].name)):
        total = Cohort()
        for batch, cohort in found.items():
            total.add(cohort)
            yield ResultRow(f"{batch}, {territory}", _cells(cohort, [batch.pk in each.rows for each in hidden]))
        everybody.add(total)
        masks = [territory.pk in each.sections for each in hidden]
        yield ResultRow(f"Territoire\u00a0: {territory}", _cells(total, masks), is_total=True)
    if by_territory:
        yield ResultRow("Tout le réseau", _cells(everybody, [each.total for each in hidden]), is_total=True)


def _cells(cohort: Cohort, masks: list[bool]) -> tuple[str | None, ...]:
    return tuple(None if is_masked else column.cell(cohort) for column, is_masked in zip(COLUMNS, masks, strict=True))
