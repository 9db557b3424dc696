"""Table of figures by EPM and territory: learners, validated skills by domain, delay, brevets.

Groups under five people are masked (`b2i.people.anonymity`). A learner counts in the EPM that keeps their record.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from statistics import median

from django.db.models import Min

from b2i.frameworks.models.framework import Domain, Framework
from b2i.outcomes.jury.models.candidacy import Candidacy
from b2i.people.anonymity import Hidden, hidden_cells
from b2i.people.learners.learner_counts import FOLLOWED_LEARNERS
from b2i.people.learners.models.learner import Learner
from b2i.records.models import Evidence
from b2i.records.validation.models.validation import Validation
from reseau.places.models.commune import Territory
from reseau.places.models.epm import EPM
from reseau.texts.accent_folding import fold
from reseau.texts.elision import of_place
from reseau.texts.figures import FigureDefinition

MASKED = None
WITH_A_VALIDATION = FigureDefinition(
    "avec une validation", "avec une validation", "Personnes dont une compétence au moins est validée."
)
VALIDATED_SKILLS = FigureDefinition(
    "validée",
    "validées",
    "Compétences de toutes les personnes, dans le domaine de cette lettre.",
)
DAYS_TO_VALIDATE = FigureDefinition(
    "jour (médiane)",
    "jours (médiane)",
    "Entre la première preuve d’une compétence et sa validation : la valeur du milieu.",
)
BREVETS = FigureDefinition("brevet", "brevets", "Personnes à qui le recteur a délivré le brevet.")


@dataclass(slots=True)
class Tally:
    """Totals of a group of learners.

    `domains`: validated skills by domain; `domain_learners`: learners with one at least; `days`: from evidence to
    validation.
    """

    learners: set[int] = field(default_factory=set)
    domains: dict[int, int] = field(default_factory=lambda: defaultdict(int))
    domain_learners: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    days: list[int] = field(default_factory=list)
    validated_learners: set[int] = field(default_factory=set)
    brevets: set[int] = field(default_factory=set)

    def add(self, tally: "Tally") -> None:
        self.learners |= tally.learners
        self.validated_learners |= tally.validated_learners
        self.brevets |= tally.brevets
        self.days += tally.days
        for domain, count in tally.domains.items():
            self.domains[domain] += count
            self.domain_learners[domain] |= tally.domain_learners[domain]


@dataclass(frozen=True, slots=True)
class FiguresRow:
    """A row of the table. In `cells`, None is masked and an empty string means that there is nothing to show."""

    name: str
    territory: Territory | None
    cells: tuple[int | str | None, ...]
    is_total: bool = False


@dataclass(frozen=True, slots=True)
class Figures:
    """The whole table. `meanings` says what the columns count, `legend` what the codes in `columns` stand for."""

    columns: tuple[str, ...]
    meanings: tuple[tuple[str, str], ...]
    legend: str
    rows: tuple[FiguresRow, ...]

    @property
    def totals(self) -> list[FiguresRow]:
        return [row for row in self.rows if row.is_total]

    @property
    def most_learners(self) -> int:
        """Learners of the largest territory whose number is shown, which sets the scale of the chart."""
        return max((row.cells[0] or 0 for row in self.totals if row.territory), default=0)

    def of_territory(self, key: str) -> list[FiguresRow]:
        """Return the EPM of one territory; `key` is its primary key as sent in the address."""
        return [row for row in self.rows if not row.is_total and str(row.territory.pk) == key]


# Each column with what it counts; the columns of domains share one line.
MEANINGS = tuple(
    (definition.plural.capitalize(), definition.meaning)
    for definition in (FOLLOWED_LEARNERS, WITH_A_VALIDATION, VALIDATED_SKILLS, DAYS_TO_VALIDATE, BREVETS)
)


def figures_of(user) -> Figures:
    """Return the figures of the territories that `user` watches over, with the network total for coordinators.

    The mask is computed on the whole table for every reader, so that two pages together reveal no more than one.
    """
    framework = Framework.objects.record_base()
    domains = list(framework.domains.order_by("order"))
    epms = list(EPM.objects.with_place().filter(learners__isnull=False).distinct().order_by("search_name"))
    tallies = _tallies(framework)
    by_territory: dict[Territory, list[EPM]] = defaultdict(list)
    for epm in epms:
        by_territory[epm.commune.territory].append(epm)
    columns = _columns(domains)
    hidden_by_column = [
        hidden_cells(
            {
                territory.pk: {epm.pk: people(tallies[epm.pk]) for epm in territory_epms}
                for territory, territory_epms in by_territory.items()
            }
        )
        for _, _, people in columns
    ]
    return Figures(
        tuple(title for title, _, _ in columns),
        MEANINGS,
        ", ".join(f"{domain.code}\u00a0: {domain.name}" for domain in domains),
        tuple(_rows(user, by_territory, tallies, columns, hidden_by_column)),
    )


def _rows(
    user, by_territory, tallies: dict[int, Tally], columns, hidden_by_column: list[Hidden]
) -> Iterable[FiguresRow]:
    network_total = Tally()
    for territory, epms in sorted(by_territory.items(), key=lambda item: fold(item[0].name)):
        total = Tally()
        rows = []
        for epm in epms:
            total.add(tallies[epm.pk])
            masks = [epm.pk in column.rows for column in hidden_by_column]
            rows.append(FiguresRow(epm.name, territory, _cells(tallies[epm.pk], columns, masks)))
        network_total.add(total)
        if user.is_coordinator or territory.pk in user.watched_territory_ids:
            yield from rows
            masks = [territory.pk in column.sections for column in hidden_by_column]
            yield FiguresRow(
                f"Territoire {of_place(territory.name)}", territory, _cells(total, columns, masks), is_total=True
            )
    if user.is_coordinator and by_territory:
        masks = [column.total for column in hidden_by_column]
        yield FiguresRow("Ensemble du réseau", None, _cells(network_total, columns, masks), is_total=True)


def _cells(tally: Tally, columns, masks: list[bool]) -> tuple[int | str | None, ...]:
    cells = zip(columns, masks, strict=True)
    return tuple(MASKED if is_masked else value(tally) for (_, value, _), is_masked in cells)


def _columns(domains: list[Domain]) -> list[tuple]:
    """Return for each column its title, the value of a tally, and the sizes of the groups that it reveals."""
    return [
        (
            FOLLOWED_LEARNERS.plural.capitalize(),
            lambda tally: len(tally.learners),
            lambda tally: (len(tally.learners),),
        ),
        (
            WITH_A_VALIDATION.plural.capitalize(),
            lambda tally: len(tally.validated_learners),
            lambda tally: _group_and_rest(tally, tally.validated_learners),
        ),
        *(_domain_column(domain) for domain in domains),
        (
            DAYS_TO_VALIDATE.plural.capitalize(),
            lambda tally: round(median(tally.days)) if tally.days else "",
            lambda tally: _group_and_rest(tally, tally.validated_learners),
        ),
        (
            BREVETS.plural.capitalize(),
            lambda tally: len(tally.brevets),
            lambda tally: _group_and_rest(tally, tally.brevets),
        ),
    ]


def _domain_column(domain: Domain) -> tuple:
    return (
        f"Validées, {domain.code}",
        lambda tally: tally.domains.get(domain.pk, 0),
        lambda tally: _group_and_rest(tally, tally.domain_learners.get(domain.pk, set())),
    )


def _group_and_rest(tally: Tally, group: set[int]) -> tuple[int, int]:
    """Return the size of the group and of its complement: « none of three » reveals three people."""
    return len(group), len(tally.learners) - len(group)


def _tallies(framework: Framework) -> dict[int, Tally]:
    """Return the tallies by key of EPM. Four queries."""
    tallies: dict[int, Tally] = defaultdict(Tally)
    places = dict(Learner.objects.values_list("pk", "epm"))
    for learner, epm in places.items():
        tallies[epm].learners.add(learner)
    first_evidence_days = _first_evidence_days(framework)
    of_places = {"record__framework": framework, "record__learner__in": Learner.objects.all()}
    validations = Validation.objects.granted().filter(**of_places).order_by()
    rows = validations.values_list("record", "record__learner", "skill", "skill__domain", "decided_on")
    for record, learner, skill, domain, day in rows:
        tally = tallies[places[learner]]
        tally.validated_learners.add(learner)
        tally.domains[domain] += 1
        tally.domain_learners[domain].add(learner)
        if first_day := first_evidence_days.get((record, skill)):
            tally.days.append((day - first_day).days)
    candidacies = Candidacy.objects.delivered().filter(**of_places).order_by()
    for learner in candidacies.values_list("record__learner", flat=True):
        tallies[places[learner]].brevets.add(learner)
    return tallies


def _first_evidence_days(framework: Framework) -> dict[tuple[int, int], object]:
    """Return the day of the first evidence by (record, skill), for records with a validation."""
    lines = (
        Evidence.objects.practice().filter(record__framework=framework, record__validations__isnull=False).order_by()
    )
    days = lines.values("record", "skill").annotate(day=Min("observed_on")).values_list("record", "skill", "day")
    return {(record, skill): day for record, skill, day in days}
