"""The open table as it would be published, and the traits that it gives of each person."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from enquetes.design.campaigns.models import Campaign
from enquetes.findings.open_data.anonymity import AnonymityCheck, check_anonymity
from enquetes.findings.open_data.choice import OfferedChoices, OpenChoice
from enquetes.findings.open_data.columns import OpenColumn, grouped_column, may_group
from enquetes.findings.open_data.enums import Treatment
from enquetes.findings.open_data.table import WEIGHT, OpenTable, read_open_table
from enquetes.findings.open_data.traits import questions_about

# Before the code of a question: whether somebody answered it, which no code of a column begins with.
ANSWERED = "?"
WEIGHT_WORDS = "le poids des réponses"


@dataclass(frozen=True)
class PublishedTable:
    """`rows` bear, beside the columns, whether a question was answered where this tells a trait that is not published.

    `traits`: names of what could tell people apart.
    """

    table: OpenTable
    traits: tuple[str, ...]

    @property
    def trait_titles(self) -> list[str]:
        """Return what stands in the file and tells people apart, in words."""
        titles = [column.title for column in self.table.columns if column.name in self.traits]
        return [*titles, WEIGHT_WORDS] if WEIGHT in self.traits else titles

    def check(self, wanted: int) -> AnonymityCheck:
        return check_anonymity(self.table.rows, self.traits, wanted=wanted)


def read_needed_table(campaign: Campaign, offered: OfferedChoices, choice: OpenChoice, *, whole: bool) -> OpenTable:
    """Return the answers that a publication needs; without `whole`, only what tells people apart."""
    codes = choice.published
    if not whole:
        traits = {code for code in codes if choice.of(code).is_trait}
        codes = (traits | questions_about(offered.outline, _describing(offered, choice))) & codes
    questions = [question for question in offered.questions if question.code in codes]
    return read_open_table(campaign, offered.weighting if choice.has_weights else None, questions)


def published_table(table: OpenTable, offered: OfferedChoices, choice: OpenChoice) -> PublishedTable:
    """Return the table with the columns that are chosen, grouped as chosen. Nothing else decides the order of rows.

    A weight is a trait: it comes from what margins sort people by. A question that is asked after some answers to one
    that describes people tells these answers, unless they stand beside it.
    """
    columns, recodings = [], {}
    for column in table.columns:
        treatment = choice.of(column.question)
        if treatment.is_published:
            new, recoding = grouped_column(column) if treatment is Treatment.GROUPED else (column, {})
            columns.append(new)
            recodings[new.name] = recoding
    weighting = table.weighting if choice.has_weights else None
    telling = _telling_columns(columns, offered, choice)
    rows = []
    for row in table.rows:
        own = {name: recoding.get(row[name], row[name]) for name, recoding in recodings.items()}
        if weighting:
            own[WEIGHT] = row[WEIGHT]
        for code, names in telling.items():
            own[ANSWERED + code] = "1" if any(row[name] for name in names) else ""
        rows.append(own)
    rows.sort(key=lambda row: tuple(row.values()))
    traits = [column.name for column in columns if choice.of(column.question).is_trait]
    traits += [WEIGHT] if weighting else []
    return PublishedTable(OpenTable(tuple(columns), rows, weighting), (*traits, *(ANSWERED + code for code in telling)))


def _telling_columns(
    columns: list[OpenColumn], offered: OfferedChoices, choice: OpenChoice
) -> Mapping[str, tuple[str, ...]]:
    """Return the code of each question whose presence tells a trait that is hidden → its columns."""
    hidden = {
        code for code in _describing(offered, choice) if choice.of(code) in (Treatment.GROUPED, Treatment.LEFT_OUT)
    }
    after = questions_about(offered.outline, hidden)
    names: dict[str, tuple[str, ...]] = {}
    for column in columns:
        if column.question in after and not choice.of(column.question).is_trait:
            names[column.question] = (*names.get(column.question, ()), column.name)
    return names


def _describing(offered: OfferedChoices, choice: OpenChoice) -> frozenset[str]:
    """Return the codes of the questions that describe people, published or not."""
    return offered.known | offered.guessed | {code for code in choice.published if choice.of(code).is_trait}


@dataclass(frozen=True, slots=True)
class Mend:
    """Rows that would stay in too small groups if a question were left out, or grouped; None if it cannot be."""

    words: str
    left_out: int
    grouped: int | None = None


def mends_of(table: OpenTable, offered: OfferedChoices, choice: OpenChoice, *, wanted: int) -> Iterator[Mend]:
    """Yield what each trait costs. `table`: holds them all."""

    def alone(other: OpenChoice) -> int:
        return published_table(table, offered, other).check(wanted).alone

    for question in offered.questions:
        treatment = choice.of(question.code)
        if treatment.is_trait:
            is_offered = treatment is not Treatment.GROUPED and Treatment.GROUPED in offered.treatments(question)
            codes = [len(column.codes) for column in table.columns if column.question == question.code]
            yield Mend(
                question.wording,
                alone(choice.with_treatment(question.code, Treatment.LEFT_OUT)),
                alone(choice.with_treatment(question.code, Treatment.GROUPED))
                if is_offered and all(map(may_group, codes))
                else None,
            )
    if choice.has_weights and table.weighting:
        yield Mend(WEIGHT_WORDS.capitalize(), alone(replace(choice, has_weights=False)))
