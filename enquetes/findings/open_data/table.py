"""The open table of a campaign: one row a person, in an order that tells nothing, with their weight."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, groupby
from operator import itemgetter

from enquetes.design.campaigns.models import Campaign
from enquetes.design.variables.choice_columns import NO, YES
from enquetes.design.variables.models import CodedText, GivenCode
from enquetes.fieldwork.collection.models import UNCOUNTED
from enquetes.findings.open_data.columns import NumberBand, OpenColumn, bands_of, columns_of_questions
from enquetes.preparation.weighting.models import ResponseWeight, Weighting
from questionnaires.answers.models import Answer
from questionnaires.questions.enums import QuestionKind
from questionnaires.questions.outline import Outline, QuestionOutline, outline_of

WEIGHT = "poids"
READ_AT_ONCE = 2_000


@dataclass(frozen=True)
class OpenTable:
    """`rows`: name of a column → code, empty where nobody answered; sorted by what they hold."""

    columns: tuple[OpenColumn, ...]
    rows: list[dict[str, str]]
    weighting: Weighting | None

    @property
    def names(self) -> list[str]:
        return [column.name for column in self.columns] + ([WEIGHT] if self.weighting else [])


def read_open_table(campaign: Campaign, weighting: Weighting | None, questions: Sequence[QuestionOutline]) -> OpenTable:
    """Return the responses that count, with their answers to these questions.

    Three queries, one for each question about a number, one a commune, two for texts that have codes.
    """
    outline = outline_of(campaign.version)
    counted = campaign.collected.exclude(UNCOUNTED)
    keys = set(counted.values_list("pk", flat=True))
    bands = {each.code: _bands(each, keys, campaign.smallest) for each in questions if each.kind is QuestionKind.NUMBER}
    columns = tuple(columns_of_questions(outline, questions, bands))
    empty = {column.name: "" for column in columns}
    rows = {key: dict(empty) for key in keys}
    texts = [each for each in questions if outline.by_key[each.key].kind.has_words]
    others = [each for each in questions if each not in texts]
    for key, cells in chain(_cells(outline, others, bands), _coded_cells(texts)):
        if key in rows:
            rows[key] |= cells
    if weighting:
        weights = dict(ResponseWeight.objects.filter(weighting=weighting).values_list("response", "weight"))
        for key, row in rows.items():
            row[WEIGHT] = f"{weights.get(key, 1.0):.4f}"
    return OpenTable(columns, sorted(rows.values(), key=lambda row: tuple(row.values())), weighting)


def _bands(question: QuestionOutline, keys: set[int], smallest: int) -> list[NumberBand]:
    given = Answer.objects.filter(question=question.key).order_by().values_list("response", "number")
    return bands_of([number for response, number in given if response in keys], smallest)


def _cells(
    outline: Outline, questions: Iterable[QuestionOutline], bands: Mapping[str, Sequence[NumberBand]]
) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the key of each response with its cells that are not empty."""
    coded = [question.key for question in questions if not question.kind.has_words]
    answers = Answer.objects.filter(question__in=coded).order_by("response")
    rows = answers.values_list(
        "response", "question", "row__code", "choice__code", "number", "commune__territory__slug"
    )
    for key, own in groupby(rows.iterator(chunk_size=READ_AT_ONCE), key=itemgetter(0)):
        yield key, _row_cells(outline, own, bands)


def _coded_cells(questions: Sequence[QuestionOutline]) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the key of each response whose text is coded with its cells, then with each of its codes."""
    by_key = {question.key: question for question in questions}
    if by_key:
        texts = CodedText.objects.filter(answer__question__in=by_key).order_by()
        for key, question in texts.values_list("answer__response", "answer__question"):
            yield key, dict.fromkeys(by_key[question].columns, NO)
        given = GivenCode.objects.filter(answer__question__in=by_key).order_by()
        for key, question, code in given.values_list("answer__response", "answer__question", "code__code"):
            yield key, {f"{by_key[question].code}_{code}": YES}


def _row_cells(outline: Outline, answers: Iterable[tuple], bands: Mapping[str, Sequence[NumberBand]]) -> dict[str, str]:
    cells: dict[str, str] = {}
    for _, key, row, choice, number, territory in answers:
        question = outline.by_key[key]
        match question.kind:
            case QuestionKind.SEVERAL:
                for name in question.columns:
                    cells.setdefault(name, NO)
                cells[f"{question.code}_{choice}"] = YES
            case QuestionKind.GRID:
                cells[f"{question.code}_{row}"] = choice
            case QuestionKind.NUMBER:
                cells[question.code] = next(
                    (band.code for band in bands[question.code] if band.lowest <= number <= band.highest), ""
                )
            case _:
                cells[question.code] = choice or territory or ""
    return cells
