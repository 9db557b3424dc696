"""The file of a campaign, written piece by piece: its memory does not grow with the answers."""

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator
from io import StringIO
from itertools import islice

from enquetes.design.campaigns.models import Campaign
from enquetes.design.variables.choice_columns import NO, YES
from enquetes.preparation.answer_files.columns import dictionary_of, header_of
from questionnaires.answers.answer_rows import values_of
from questionnaires.answers.models import Answer
from questionnaires.filling.values import WORDS, Values
from questionnaires.questions.enums import QuestionKind
from questionnaires.questions.outline import Outline, outline_of
from reseau.documents.papers.spreadsheet import LIKE_A_FORMULA

CHUNK = 500
KEPT = (
    "pk", "sent_key", "mode", "place__slug", "response__day", "response__language", "is_left_out", "is_beyond_quota",
)  # fmt: skip
# What `values_of` reads of an answer.
COLUMNS = ("question_id", "row_id", "choice_id", "number", "commune_id", "text")
# Spreadsheets in French read UTF-8 and semicolons only behind this mark.
MARK = "\ufeff"
COUNTED, LEFT_OUT, BEYOND = "comptee", "laissee_de_cote", "apres_le_quota"
# A word that begins so gets an apostrophe, which reading takes away.
GUARDED = (*LIKE_A_FORMULA, "'")


def answer_file_parts(campaign: Campaign) -> Iterator[str]:
    """Yield the pieces of the file, responses in an order that tells nothing. One query for 500 of them."""
    outline = outline_of(campaign.version)
    header = header_of(campaign, outline)
    yield MARK + csv_lines([header])
    found = campaign.collected.order_by("sent_key").values_list(*KEPT, named=True).iterator(chunk_size=CHUNK)
    while chunk := list(islice(found, CHUNK)):
        answers = _answers_of(chunk)
        yield csv_lines(_line(campaign, outline, each, answers[each.pk], header) for each in chunk)


def _answers_of(chunk: list) -> dict[int, list]:
    """Return the rows of answers of each response. Plain rows: instances hold each other until they are collected."""
    answers = defaultdict(list)
    rows = Answer.objects.filter(response__in=[each.pk for each in chunk]).order_by()
    for row in rows.values_list("response_id", *COLUMNS, named=True):
        answers[row.response_id].append(row)
    return answers


def empty_file(campaign: Campaign) -> str:
    """Return the header alone, to be filled in."""
    return MARK + csv_lines([header_of(campaign, outline_of(campaign.version))])


def dictionary_file(campaign: Campaign) -> str:
    """Return what each column asks and what each code says."""
    rows = dictionary_of(outline_of(campaign.version))
    return MARK + csv_lines([("Colonne", "Question", "Code", "Réponse"), *(map(guarded, row) for row in rows)])


def csv_lines(rows: Iterable[Iterable[str]]) -> str:
    text = StringIO()
    csv.writer(text, delimiter=";", lineterminator="\r\n").writerows(rows)
    return text.getvalue()


def guarded(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(GUARDED) else text


def cells_of(outline: Outline, values: Values) -> dict[str, str]:
    """Return the cells, by column, of what one person answered."""
    cells: dict[str, str] = {}
    for question in outline.questions:
        if question.code not in values:
            continue
        value = values[question.code]
        match question.kind:
            case QuestionKind.SEVERAL:
                pairs = zip(question.choices, question.columns, strict=True)
                cells |= {column: YES if choice.code in value else NO for choice, column in pairs}
            case QuestionKind.GRID:
                cells |= {f"{question.code}_{row}": code for row, code in value.items()}
            case QuestionKind.SHORT_TEXT | QuestionKind.LONG_TEXT:
                cells[question.code] = guarded(value)
            case _:
                cells[question.code] = str(value)
        if words := values.get(question.code + WORDS):
            cells[f"{question.code}_words"] = guarded(str(words))
    return cells


def _line(campaign: Campaign, outline: Outline, collected, answers: list, header: list[str]) -> list[str]:
    state = LEFT_OUT if collected.is_left_out else BEYOND if collected.is_beyond_quota else COUNTED
    origin = (
        campaign.slug,
        str(collected.sent_key),
        collected.response__day.isoformat(),
        collected.mode,
        collected.place__slug or "",
        collected.response__language,
        state,
        *([campaign.warning] if campaign.is_synthetic else []),
    )
    cells = cells_of(outline, values_of(outline, answers))
    return [*origin, *(cells.get(name, "") for name in header[len(origin) :])]
