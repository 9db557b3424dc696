"""Figures of the records, by EPM and territory: learners, skills validated by domain, time it takes, brevets.

Never of fewer than five people (`b2i.figures.small_groups`). A learner counts where her record is kept.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from statistics import median

from django.db.models import Min

from b2i.figures.small_groups import Hidden, hidden_cells
from b2i.frameworks.models.framework import Domain, Framework
from b2i.jury.models import Candidacy
from b2i.learners.models.learner import Learner
from b2i.records.models.record import Evidence, Record
from b2i.validation.models.validation import Validation
from reseau.elision import of_place
from reseau.places.models.commune import Territory
from reseau.places.models.epm import EPM

MASKED = None


@dataclass(slots=True)
class Tally:
    """What is counted of some learners: `domains`, by domain, skills validated and who has one."""

    learners: set[int] = field(default_factory=set)
    domains: dict[int, int] = field(default_factory=lambda: defaultdict(int))
    domain_learners: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    days: list[int] = field(default_factory=list)
    validated: set[int] = field(default_factory=set)
    brevets: set[int] = field(default_factory=set)

    def add(self, other: "Tally") -> None:
        self.learners |= other.learners
        self.validated |= other.validated
        self.brevets |= other.brevets
        self.days += other.days
        for domain, count in other.domains.items():
            self.domains[domain] += count
            self.domain_learners[domain] |= other.domain_learners[domain]


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table; `None` in `cells` is what is masked, an empty text what there is nothing to say of."""

    name: str
    territory: Territory | None
    cells: tuple[int | str | None, ...]
    is_total: bool = False


@dataclass(frozen=True, slots=True)
class Figures:
    """`legend`: what the letters of the columns stand for."""

    columns: tuple[str, ...]
    legend: str
    rows: tuple[Row, ...]

    @property
    def totals(self) -> list[Row]:
        return [row for row in self.rows if row.is_total]

    def of_territory(self, key: str) -> list[Row]:
        """The EPM of one territory, by its primary key as typed in an address."""
        return [row for row in self.rows if not row.is_total and str(row.territory.pk) == key]


def figures_of(user) -> Figures:
    """Those of the territories that `user` watches over; the total of all for the coordination.

    What is masked is worked out on the whole table, whoever reads: nobody learns more from two pages than from one.
    """
    framework = Framework.objects.record_base()
    domains = list(framework.domains.order_by("order"))
    epms = list(EPM.objects.with_place().filter(learners__isnull=False).distinct().order_by("search_name"))
    tallies = _tallies(framework)
    by_territory: dict[Territory, list[EPM]] = defaultdict(list)
    for epm in epms:
        by_territory[epm.commune.territory].append(epm)
    columns = _columns(domains)
    hidden = [
        hidden_cells(
            {
                territory.pk: {epm.pk: people(tallies[epm.pk]) for epm in its_epms}
                for territory, its_epms in by_territory.items()
            }
        )
        for _, _, people in columns
    ]
    return Figures(
        tuple(title for title, _, _ in columns),
        ", ".join(f"{domain.letter}\u00a0: {domain.name}" for domain in domains),
        tuple(_rows(user, by_territory, tallies, columns, hidden)),
    )


def _rows(user, by_territory, tallies: dict[int, Tally], columns, hidden: list[Hidden]) -> Iterable[Row]:
    everything = Tally()
    for territory, epms in sorted(by_territory.items(), key=lambda item: item[0].name):
        total = Tally()
        rows = []
        for epm in epms:
            total.add(tallies[epm.pk])
            masked = [epm.pk in column.rows for column in hidden]
            rows.append(Row(epm.name, territory, _cells(tallies[epm.pk], columns, masked)))
        everything.add(total)
        if user.is_coordinator or territory.pk in user.watched_territory_ids:
            yield from rows
            masked = [territory.pk in column.sections for column in hidden]
            yield Row(
                f"Territoire {of_place(territory.name)}", territory, _cells(total, columns, masked), is_total=True
            )
    if user.is_coordinator and by_territory:
        masked = [column.total for column in hidden]
        yield Row("Ensemble du réseau", None, _cells(everything, columns, masked), is_total=True)


def _cells(tally: Tally, columns, masked: list[bool]) -> tuple[int | str | None, ...]:
    return tuple(MASKED if hide else value(tally) for (_, value, _), hide in zip(columns, masked, strict=True))


def _columns(domains: list[Domain]) -> list[tuple]:
    """Title, what is shown of a tally, how many people that tells of."""
    return [
        ("Apprenants", lambda tally: len(tally.learners), lambda tally: (len(tally.learners),)),
        (
            "Avec une validation",
            lambda tally: len(tally.validated),
            lambda tally: _among(tally, tally.validated),
        ),
        *(_domain_column(domain) for domain in domains),
        (
            "Jours (médiane)",
            lambda tally: round(median(tally.days)) if tally.days else "",
            lambda tally: _among(tally, tally.validated),
        ),
        ("Brevets", lambda tally: len(tally.brevets), lambda tally: _among(tally, tally.brevets)),
    ]


def _domain_column(domain: Domain) -> tuple:
    return (
        f"Validées, {domain.letter}",
        lambda tally: tally.domains.get(domain.pk, 0),
        lambda tally: _among(tally, tally.domain_learners.get(domain.pk, set())),
    )


def _among(tally: Tally, some: set[int]) -> tuple[int, int]:
    """Those who have, and those who have not: « none of three » tells of three people."""
    return len(some), len(tally.learners) - len(some)


def _tallies(framework: Framework) -> dict[int, Tally]:
    """By EPM, in four queries whatever their number."""
    tallies: dict[int, Tally] = defaultdict(Tally)
    records = Record.objects.filter(framework=framework, learner__in=Learner.objects.all())
    places = dict(records.values_list("pk", "learner__epm"))
    for record, epm in places.items():
        tallies[epm].learners.add(record)
    first_seen = _first_seen(framework)
    granted = Validation.objects.granted().filter(record__in=records).order_by()
    for record, skill, domain, day in granted.values_list("record", "skill", "skill__domain", "decided_on"):
        tally = tallies[places[record]]
        tally.validated.add(record)
        tally.domains[domain] += 1
        tally.domain_learners[domain].add(record)
        if seen := first_seen.get((record, skill)):
            tally.days.append((day - seen).days)
    delivered = Candidacy.objects.delivered().filter(record__in=records).order_by()
    for record in delivered.values_list("record", flat=True):
        tallies[places[record]].brevets.add(record)
    return tallies


def _first_seen(framework: Framework) -> dict[tuple[int, int], object]:
    """The day of the first evidence of each skill that was validated."""
    lines = (
        Evidence.objects.standing().filter(record__framework=framework, record__validations__isnull=False).order_by()
    )
    days = lines.values("record", "skill").annotate(day=Min("observed_on")).values_list("record", "skill", "day")
    return {(record, skill): day for record, skill, day in days}
