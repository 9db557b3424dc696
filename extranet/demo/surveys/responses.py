"""Responses of a survey of the demo written in bulk: hundreds of thousands of rows in a few seconds.

Keys come from the demo's own draw, so that the same seed gives the same rows. Rows are written in the order of keys,
which says nothing of people: a database fills its tables and indexes fastest so.
"""

import random
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection, models

from enquetes.design.campaigns.enums import Mode
from enquetes.design.campaigns.models import Campaign, QuotaCell
from enquetes.fieldwork.collection.models import CollectedResponse
from extranet.demo.surveys.respondents import CommuneLottery
from questionnaires.answers.models import RANDOM_BITS, Answer, Response
from questionnaires.filling.values import WORDS, Value
from questionnaires.questions.enums import QuestionKind
from questionnaires.questions.outline import Outline, QuestionOutline, outline_of

# Columns of an answer beside its key, its response and its question: row, choice, number, commune, text.
AnswerPart = tuple[int | None, int | None, int | None, str | None, str]


@dataclass(frozen=True)
class Arrival:
    """What one person answered, on which day, how and where."""

    values: Mapping[str, Value]
    day: date
    mode: Mode
    place: int | None = None


def write_responses(
    campaign: Campaign, arrivals: Sequence[Arrival], *, communes: CommuneLottery, draw: random.Random
) -> None:
    """Write responses in the order in which they came, and the places that they take in the quotas."""
    outline = outline_of(campaign.version)
    keys = [draw.getrandbits(RANDOM_BITS) or 1 for _ in arrivals]
    quotas = _QuotaCount(campaign, communes)
    insert_rows(
        Response,
        "id version day language",
        sorted((key, campaign.version_id, one.day, "fr") for key, one in zip(keys, arrivals, strict=True)),
    )
    insert_rows(
        CollectedResponse,
        "response campaign mode place cell is_beyond_quota sent_key",
        sorted(
            (
                key,
                campaign.pk,
                one.mode,
                one.place,
                *quotas.take(one.values),
                uuid.UUID(int=draw.getrandbits(128), version=4),
            )
            for key, one in zip(keys, arrivals, strict=True)
        ),
    )
    quotas.write()
    rows = list(_answer_rows(outline, keys, arrivals))
    # Keys of answers climb as those of responses do: they tell nothing more, and each index grows at its end.
    own_keys = sorted(draw.getrandbits(RANDOM_BITS) or 1 for _ in rows)
    insert_rows(
        Answer,
        "id response question row choice number commune text",
        [(own_key, *row) for own_key, row in zip(own_keys, rows, strict=True)],
    )


def insert_rows(model: type[models.Model], names: str, rows: Sequence[tuple]) -> None:
    """Insert rows without an object for each. `names`: of the columns that rows fill; others have their default."""
    named = [model._meta.get_field(name) for name in names.split()]
    others = [
        field
        for field in model._meta.local_concrete_fields
        if field not in named and not field.generated and not field.has_db_default()
    ]
    prepared = [place for place, field in enumerate(named) if isinstance(field, models.DateField | models.UUIDField)]
    defaults = tuple(field.get_db_prep_save(field.get_default(), connection) for field in others)
    if prepared or defaults:
        rows = [(*_prepare(row, named, prepared), *defaults) for row in rows]
    columns = ", ".join(connection.ops.quote_name(field.column) for field in (*named, *others))
    places = ", ".join(["%s"] * (len(named) + len(others)))
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({places})", rows)  # noqa: S608 - our own names


def _prepare(row: tuple, fields: Sequence[models.Field], places: Sequence[int]) -> list:
    """Return a row whose days and UUIDs are as this database wants them."""
    values = list(row)
    for place in places:
        values[place] = fields[place].get_db_prep_save(values[place], connection)
    return values


def _answer_rows(
    outline: Outline, keys: Sequence[int], arrivals: Sequence[Arrival]
) -> Iterator[tuple[int, int, int | None, int | None, int | None, str | None, str]]:
    """Yield the rows of answers, without their key, in the order of the keys of responses."""
    makers = {question.code: (question.key, _maker(question)) for question in outline.questions}
    for key, place in sorted(zip(keys, range(len(keys)), strict=True)):
        values = arrivals[place].values
        for code, value in values.items():
            if code in makers:
                question, make = makers[code]
                for part in make(value, values.get(code + WORDS, "")):
                    yield (key, question, *part)


def _maker(question: QuestionOutline) -> Callable[[Any, str], list[AnswerPart]]:
    """Return a function: (value, words beside a choice) → the columns row, choice, number, commune, text."""
    choices = {choice.code: choice for choice in question.choices}
    rows = {row.code: row.key for row in question.rows}
    plain = {code: (None, choice.key, None, None, "") for code, choice in choices.items()}
    match question.kind:
        case QuestionKind.GRID:
            return lambda value, words: [(rows[row], choices[code].key, None, None, "") for row, code in value.items()]
        case QuestionKind.NUMBER:
            return lambda value, words: [(None, None, value, None, "")]
        case QuestionKind.COMMUNE:
            return lambda value, words: [(None, None, None, value, "")]
        case QuestionKind.SHORT_TEXT | QuestionKind.LONG_TEXT:
            return lambda value, words: [(None, None, None, None, value)]
    return lambda value, words: [
        (*plain[code][:4], words) if choices[code].asks_words else plain[code]
        for code in (value if isinstance(value, list) else [value])
    ]


class _QuotaCount:
    """Places taken in the cells of a campaign, one person after the other, then written once."""

    def __init__(self, campaign: Campaign, communes: CommuneLottery) -> None:
        self.criteria, self.territories = campaign.quota_variables, communes.territories
        self.cells = {tuple(cell.categories): cell for cell in campaign.quota_cells.all()}

    def take(self, values: Mapping[str, Value]) -> tuple[int | None, bool]:
        """Return the key of the cell of these people, None if an answer is missing, and whether it was full."""
        categories = tuple(self.territories.get(given := values.get(code), given) for code in self.criteria)
        cell = self.cells.get(categories)
        if cell is None:
            return None, False
        if cell.is_full:
            cell.turned_away += 1
            return cell.pk, True
        cell.got += 1
        return cell.pk, False

    def write(self) -> None:
        QuotaCell.objects.bulk_update(self.cells.values(), ["got", "turned_away"])
