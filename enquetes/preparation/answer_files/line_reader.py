"""A line of a file turned into one response, or refused in words."""

import re
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError

from enquetes.design.campaigns.enums import Mode
from enquetes.design.campaigns.models import Campaign
from enquetes.design.variables.choice_columns import NO, YES
from enquetes.fieldwork.collection.opening import check_open
from enquetes.preparation.answer_files.columns import CAMPAIGN, DAY, KEY, LANGUAGE, MODE, ORIGIN, PLACE, STATE, WARNING
from enquetes.preparation.answer_files.lines import FileLine
from enquetes.preparation.answer_files.writing import GUARDED, LEFT_OUT
from questionnaires.filling.checks import check_values
from questionnaires.filling.values import WORDS, Value, Values, columns_of
from questionnaires.questions.enums import QuestionKind
from questionnaires.questions.outline import Outline, QuestionOutline, with_nothing_required
from questionnaires.translations.enums import Language
from reseau.places.models.epm import EPM
from reseau.texts.accent_folding import fold

ORIGINAL = "fr"
CHOSEN, NOT_CHOSEN = {YES, "oui", "vrai", "x"}, {NO, "non", "faux", ""}
INSEE_LENGTH = 5
LONGEST_KEY = 60
OTHER_CAMPAIGN = "Ce fichier est celui d’une autre campagne\u00a0: «\u00a0{}\u00a0»."
NO_CAMPAIGN = "La case {} de cette ligne est vide\u00a0: écrivez-y «\u00a0{}\u00a0»."
NO_QUESTION = "Aucune colonne de ce fichier n’est une question de cette campagne\u00a0: partez du modèle."
UNKNOWN_COLUMNS = "Ces colonnes ne sont pas de ce questionnaire\u00a0: {}."
NO_ORIGIN = "Il manque la colonne {}\u00a0: partez du modèle."
BAD_DAY = "Le jour s’écrit 2026-03-12, ou 12/03/2026."
NO_KEY = "Donnez un numéro à cette ligne dans la colonne {}\u00a0: il fait qu’elle ne compte qu’une fois."
LONG_KEY = "Ce numéro a plus de {} signes."
BAD_MODE = "Écrivez une façon de répondre de cette campagne\u00a0: {}."
BAD_PLACE = "Cet espace n’est pas connu\u00a0: écrivez l’adresse courte de sa page."
BAD_LANGUAGE = "Cette langue n’est pas connue."
BAD_CHOICE = "Écrivez 1 ou 0."
WAS_LEFT_OUT = "Cette réponse a été laissée de côté\u00a0: videz la case {} pour qu’elle compte."


@dataclass(frozen=True, slots=True)
class BroughtResponse:
    """What a line says: the arguments of `collect_response` by name."""

    values: Values
    mode: Mode
    day: date
    place: EPM | None
    language: str
    sent_key: uuid.UUID

    def as_collected(self) -> dict[str, Any]:
        return {each.name: getattr(self, each.name) for each in fields(self)}


def check_header(campaign: Campaign, outline: Outline, header: Iterable[str]) -> None:
    """Raise ValidationError for columns that are not those of the campaign. A missing question is not answered."""
    known, given = set(columns_of(outline)), [name for name in header if name]
    if unknown := [name for name in given if name not in {*known, *ORIGIN, WARNING}]:
        raise ValidationError(UNKNOWN_COLUMNS.format(", ".join(unknown[:10])))
    if not known & set(given):
        raise ValidationError(NO_QUESTION)
    if missing := next((name for name in (CAMPAIGN, KEY, DAY) if name not in given), None):
        raise ValidationError(NO_ORIGIN.format(missing))


def check_campaign(campaign: Campaign, line: FileLine) -> None:
    """Raise ValidationError for a line of another campaign."""
    if (slug := line.cells[CAMPAIGN]) != campaign.slug:
        raise ValidationError(OTHER_CAMPAIGN.format(slug) if slug else NO_CAMPAIGN.format(CAMPAIGN, campaign.slug))


class LineReader:
    """Reads the lines of one file for one campaign. One query for each place, and one for each commune."""

    def __init__(self, campaign: Campaign, outline: Outline) -> None:
        self.campaign, self.outline = campaign, outline
        self.outline_on_paper = with_nothing_required(outline)
        self.places: dict[str, EPM | None] = {"": None}

    def read(self, line: FileLine) -> BroughtResponse:
        """Return the response of a line. Raises ValidationError with all that is wrong with it."""
        if line.problem:
            raise ValidationError(line.problem)
        check_campaign(self.campaign, line)
        if line.cells.get(STATE) == LEFT_OUT:
            raise ValidationError(WAS_LEFT_OUT.format(STATE))
        mode, day = self._mode(line.cells.get(MODE, "")), _day(line.cells[DAY])
        check_open(self.campaign, mode, day)
        return BroughtResponse(
            self._values(line.cells, allows_blanks=mode == Mode.PAPER),
            mode,
            day,
            self._place(line.cells.get(PLACE, "")),
            _language(line.cells.get(LANGUAGE, "")),
            self._key(line.cells.get(KEY, "")),
        )

    def _values(self, cells: Mapping[str, str], *, allows_blanks: bool) -> Values:
        values, problems = {}, []
        for question in self.outline.questions:
            try:
                if value := _value(question, cells):
                    values[question.code] = value
            except ValidationError as refusal:
                problems += [f"{question.code}\u00a0: {text}" for text in refusal.messages]
            if question.asks_words and (words := _text(cells.get(f"{question.code}_words", ""))):
                values[question.code + WORDS] = words
        if problems:
            raise ValidationError(problems)
        try:
            return check_values(self.outline_on_paper if allows_blanks else self.outline, values)
        except ValidationError as refusal:
            raise ValidationError(_by_column(refusal)) from refusal

    def _mode(self, text: str) -> Mode:
        modes = self.campaign.modes
        if not text and len(modes) == 1:
            return modes[0]
        found = next((mode for mode in modes if fold(text) in (mode.value, fold(mode.label))), None)
        if found is None:
            raise ValidationError(BAD_MODE.format(", ".join(modes)))
        return found

    def _place(self, slug: str) -> EPM | None:
        if slug not in self.places:
            self.places[slug] = EPM.objects.filter(slug=slug).first()
        if slug and self.places[slug] is None:
            raise ValidationError(BAD_PLACE)
        return self.places[slug]

    def _key(self, text: str) -> uuid.UUID:
        """Return the key of a response: the one that the site wrote, or one drawn from whatever number it bears."""
        if not text:
            raise ValidationError(NO_KEY.format(KEY))
        if len(text) > LONGEST_KEY:
            raise ValidationError(LONG_KEY.format(LONGEST_KEY))
        try:
            return uuid.UUID(text)
        except ValueError:
            return uuid.uuid5(uuid.NAMESPACE_OID, f"enquetes/{self.campaign.pk}/{text}")


def _value(question: QuestionOutline, cells: Mapping[str, str]) -> Value | None:
    """Return what the cells of a question hold, choices by code; `check_values` judges it."""
    match question.kind:
        case QuestionKind.SEVERAL:
            pairs = zip(question.choices, question.columns, strict=True)
            return [choice.code for choice, column in pairs if _is_chosen(cells.get(column, ""))]
        case QuestionKind.GRID:
            pairs = zip(question.rows, question.columns, strict=True)
            return {row.code: _code(question, cells[column]) for row, column in pairs if cells.get(column)}
        case QuestionKind.ONE | QuestionKind.SCALE:
            return _code(question, cells.get(question.code, ""))
        case QuestionKind.COMMUNE:
            code = cells.get(question.code, "")
            # Spreadsheets take the code for a number and drop its first zero.
            return code.zfill(INSEE_LENGTH) if code.isdecimal() else code
        case QuestionKind.NUMBER:
            return cells.get(question.code, "")
    return _text(cells.get(question.code, ""))


def _code(question: QuestionOutline, text: str) -> str:
    """Return the code of a choice, written as such or in full; the text itself if it is neither."""
    if text in question.choice_by_code:
        return text
    return next((choice.code for choice in question.choices if fold(choice.label) == fold(text)), text)


def _is_chosen(text: str) -> bool:
    if (folded := fold(text)) in CHOSEN:
        return True
    if folded in NOT_CHOSEN:
        return False
    raise ValidationError(BAD_CHOICE)


def _text(text: str) -> str:
    """Return a text without the apostrophe that keeps spreadsheets from taking it for a formula."""
    return text[1:] if text.startswith("'") and text[1:].startswith(GUARDED) else text


def _day(text: str) -> date:
    parts = re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", text)
    try:
        return date(*(int(part) for part in reversed(parts.groups()))) if parts else date.fromisoformat(text)
    except ValueError as error:
        raise ValidationError(BAD_DAY) from error


def _language(code: str) -> str:
    if code and code != ORIGINAL and code not in Language:
        raise ValidationError(BAD_LANGUAGE)
    return code or ORIGINAL


def _by_column(refusal: ValidationError) -> list[str]:
    """Return what is refused, each after the code of its question."""
    if not hasattr(refusal, "error_dict"):
        return refusal.messages
    return [f"{code}\u00a0: {text}" for code, texts in refusal.message_dict.items() for text in texts]
