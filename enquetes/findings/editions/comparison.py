"""A question of two editions, matched by codes: its answers side by side, and what changed in its words."""

from dataclasses import dataclass

from enquetes.design.campaigns.models import Campaign
from enquetes.design.variables.variable import Variable, variables_of
from enquetes.findings.crossing.populations import population_of
from enquetes.findings.editions.differences import ShareDifference
from enquetes.findings.results.result_block import ResultBlock, ResultLine, result_blocks
from questionnaires.questions.outline import outline_of

ABSENT = "–"


@dataclass(frozen=True, slots=True)
class ComparedAnswer:
    """An answer of both editions, or of one of them. `difference`: None where it cannot be told."""

    words: str
    before: ResultLine | None
    now: ResultLine | None
    difference: ShareDifference | None

    @property
    def before_words(self) -> str:
        return self.before.percent if self.before else ABSENT

    @property
    def now_words(self) -> str:
        return self.now.percent if self.now else ABSENT


@dataclass(frozen=True, slots=True)
class ComparedQuestion:
    """`changes`: what is not the same in the words of the question and of its answers, in sentences."""

    block: ResultBlock
    earlier: ResultBlock
    lines: tuple[ComparedAnswer, ...]
    changes: tuple[str, ...]


def shared_variables(campaign: Campaign, other: Campaign) -> list[tuple[Variable, Variable]]:
    """Return the variables of a campaign with those of the other one that have the same code and the same kind."""
    earlier = {variable.code: variable for variable in variables_of(outline_of(other.version))}
    return [
        (variable, earlier[variable.code])
        for variable in variables_of(outline_of(campaign.version))
        if variable.code in earlier and earlier[variable.code].question.kind is variable.question.kind
    ]


def compare_variable(campaign: Campaign, other: Campaign, pair: tuple[Variable, Variable]) -> ComparedQuestion:
    """Compare one variable of two campaigns, each masked by its own rule. Eight queries at most."""
    now, before = (_block(each, variable) for each, variable in zip((campaign, other), pair, strict=True))
    by_code = {line.code: line for line in before.lines}
    lines = [
        ComparedAnswer(line.words, was, line, ShareDifference.of(was, line) if was else None)
        for line in now.lines
        for was in [by_code.pop(line.code, None)]
    ]
    lines += [ComparedAnswer(line.words, line, None, None) for line in by_code.values()]
    return ComparedQuestion(now, before, tuple(lines), tuple(_changes(now, before)))


def _block(campaign: Campaign, variable: Variable) -> ResultBlock:
    population = population_of(campaign.version)
    sizes = population.sizes()
    (block,) = result_blocks([variable.question], [variable], population, sizes=sizes, smallest=campaign.smallest)
    return block


def _changes(now: ResultBlock, before: ResultBlock) -> list[str]:
    changes = []
    if now.wording != before.wording:
        changes.append(f"La question était\u00a0: «\u00a0{before.wording}\u00a0».")
    was = {line.code: line.words for line in before.lines}
    for line in now.lines:
        if line.code not in was:
            changes.append(f"Réponse nouvelle\u00a0: «\u00a0{line.words}\u00a0».")
        elif was[line.code] != line.words:
            changes.append(f"«\u00a0{line.words}\u00a0» s’appelait «\u00a0{was[line.code]}\u00a0».")
    known = {line.code for line in now.lines}
    changes += [
        f"Réponse qui n’est plus proposée\u00a0: «\u00a0{words}\u00a0»."
        for code, words in was.items()
        if code not in known
    ]
    return changes
