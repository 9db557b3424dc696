"""Reading of a table of margins (CSV or ODS): a variable, a category and a number in each line."""

from collections.abc import Iterable, Iterator, Sequence

from django.core.exceptions import ValidationError

from b2i.admission.learner_import.table_file import TableError, TableLine, open_table
from enquetes.design.variables.variable import AnswerCategory, Variable
from enquetes.preparation.weighting.margins import Margin
from reseau.texts.accent_folding import fold
from reseau.texts.wording import join_words

# Heading of the template, then other headings that people write, folded.
HEADINGS = {
    "variable": ("Variable", {"question", "critere", "marge"}),
    "category": ("Catégorie", {"categories", "modalite", "reponse", "classe"}),
    "target": ("Effectif", {"population", "nombre", "part", "pourcentage", "personnes", "total", "%"}),
}
SPACES = ("\u00a0", "\u202f", " ")


def read_margins(content: bytes, variables: Sequence[Variable]) -> list[Margin]:
    """Return the margins of a table, whose variables and categories are codes.

    A variable is named by its code or its wording, a category by its code or its label, whatever their accents and
    capitals. A variable may stand once, in the first of its lines; one without any number is left out.

    Raises ValidationError with everything that is wrong, line by line.
    """
    try:
        header, *lines = open_table(content)
    except TableError as error:
        raise ValidationError(str(error)) from error
    places = _places(header)
    targets: dict[str, dict[str, float]] = {}
    faults = []
    named = list(_with_variables(lines, places))
    filled = {name for name, _, cells in named if cells["target"]}
    for name, line, cells in named:
        if name not in filled and cells["category"]:
            continue
        try:
            variable = _variable(name, variables)
            category = _category(cells["category"], variable)
            own = targets.setdefault(variable.code, {})
            if category.code in own:
                raise ValidationError(f"la catégorie «\u00a0{category.wording}\u00a0» est deux fois dans sa marge.")
            own[category.code] = _number(cells["target"])
        except ValidationError as refusal:
            faults += [f"Ligne {line.number}\u00a0: {message}" for message in refusal.messages]
    if faults:
        raise ValidationError(faults)
    return [Margin(code, own) for code, own in targets.items()]


def _places(header: TableLine) -> dict[str, int]:
    """Return the position of each column. Raises ValidationError if one is missing."""
    folded = [fold(name) for name in header.cells]
    places = {
        name: place
        for name, (heading, spellings) in HEADINGS.items()
        for place, cell in reversed(list(enumerate(folded)))
        if cell == fold(heading) or cell in spellings
    }
    if missing := [heading for name, (heading, _) in HEADINGS.items() if name not in places]:
        told = join_words([f"«\u00a0{heading}\u00a0»" for heading in missing])
        raise ValidationError(f"Il manque dans la première ligne la colonne {told}.")
    return places


def _with_variables(
    lines: Iterable[TableLine], places: dict[str, int]
) -> Iterator[tuple[str, TableLine, dict[str, str]]]:
    """Yield the variable of each line, that of a line before where it is not written again, and its cells."""
    last = ""
    for line in lines:
        cells = {name: _cell(line, place) for name, place in places.items()}
        last = cells["variable"] or last
        yield last, line, cells


def _cell(line: TableLine, place: int) -> str:
    return line.cells[place] if place < len(line.cells) else ""


def _variable(name: str, variables: Iterable[Variable]) -> Variable:
    if not name:
        raise ValidationError("il manque la variable.")
    found = next((each for each in variables if fold(name) in {fold(each.code), fold(each.wording)}), None)
    if found is None:
        raise ValidationError(
            f"«\u00a0{name}\u00a0» n’est pas une question de ce questionnaire dont les réponses sont des choix."
        )
    if found.is_several:
        raise ValidationError(
            f"«\u00a0{name}\u00a0» admet plusieurs réponses\u00a0: une personne y serait dans plusieurs catégories."
        )
    return found


def _category(name: str, variable: Variable) -> AnswerCategory:
    if not name:
        raise ValidationError("il manque la catégorie.")
    for category in variable.categories:
        if fold(name) in {fold(category.code), fold(category.wording)}:
            return category
    raise ValidationError(f"«\u00a0{name}\u00a0» n’est pas une réponse à «\u00a0{variable.wording}\u00a0».")


def _number(text: str) -> float:
    """Read « 12 345 », « 34,5 », « 34,5 % »."""
    if not text:
        raise ValidationError("il manque le nombre.")
    plain = text.removesuffix("%")
    for space in SPACES:
        plain = plain.replace(space, "")
    whole, _, decimals = plain.replace(",", ".").removeprefix("-").partition(".")
    if not (whole + decimals).isascii() or not (whole + decimals).isdigit() or len(whole + decimals) > 15:
        raise ValidationError(f"«\u00a0{text}\u00a0» n’est pas un nombre.")
    number = float(plain.replace(",", "."))
    if number < 0:
        raise ValidationError(f"«\u00a0{text}\u00a0» est négatif.")
    return number
