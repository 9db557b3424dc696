"""Criteria of place and day that people type among their words: « tablette près de Gramat un samedi »."""

import re
from collections.abc import Iterable, Iterator

from django.utils import timezone

from reseau.enums import Weekday
from reseau.places.distances import kilometres_between
from reseau.places.models.commune import Commune
from reseau.places.where_and_when import COMMUNE, MONTH, WEEKDAY
from reseau.texts.accent_folding import fold
from reseau.texts.elision import of_place, to_place
from search.questions.criteria import CriterionReader, ReadCriterion

# Kilometres that « près de » means, as the crow flies: half an hour by the roads of the causse.
NEAR = 15
_MONTHS = (
    *("janvier", "février", "mars", "avril", "mai", "juin"),
    *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
)
_NEAR = r"(?:tout )?(?:pres|proche|autour|aux environs|aux alentours|a cote)(?: (?:de|du|des)\b| d['’])|vers"
_PLACE = re.compile(rf"\b(?:(?P<near>{_NEAR})|a|au|aux|sur)(?:\s+|(?<=['’]))(?=(?P<name>\S.*))")
# « au Vigan », « près des Arques »: the article of the name is in the word before it.
_CONTRACTED = re.compile(r"\b(?:au|aux|du|des)\s*$")
_ARTICLE = re.compile(r"^(?:le|les) ")
_MONTH = re.compile(
    r"\b(?:(?:en|debut|fin|courant|mi|[ad]u mois de)[ -]|[ad]u mois d['’])?"
    rf"(?P<month>{'|'.join(fold(month) for month in _MONTHS)})(?: (?P<year>20\d\d))?\b"
)
_WEEKDAY = re.compile(rf"\b(?:(?:le|les|un|du|chaque|tous les) )?(?P<day>{'|'.join(Weekday.labels)})s?\b")


def _place(text: str) -> Iterator[ReadCriterion]:
    """Read the places of the text. One query, where a word such as « à » precedes another."""
    matches = list(_PLACE.finditer(text))
    if not matches:
        return
    communes = list(Commune.objects.only("name", "search_name", "latitude", "longitude"))
    names = sorted(((_spoken(commune.search_name), commune) for commune in communes), key=lambda row: -len(row[0]))
    for match in matches:
        rest, is_contracted = _spoken(match["name"]), _CONTRACTED.search(match[0])
        for whole_name, commune in names:
            name = _ARTICLE.sub("", whole_name) if is_contracted else whole_name
            if re.match(rf"{re.escape(name)}\b", rest):
                span = match.start(), match.start("name") + len(name)
                yield _around(commune, communes, *span) if match["near"] else _at(commune, *span)
                break


def _spoken(name: str) -> str:
    """Return the folded name with spaces for its signs, of the same length: « saint-cere » and « saint cere »."""
    return re.sub(r"[-'’]", " ", name)


def _at(commune: Commune, start: int, end: int) -> ReadCriterion:
    return ReadCriterion(COMMUNE, frozenset({commune.name}), _capital(to_place(commune.name)), start, end)


def _around(commune: Commune, communes: Iterable[Commune], start: int, end: int) -> ReadCriterion:
    names = frozenset(other.name for other in communes if _kilometres(commune, other) <= NEAR)
    label = f"À moins de {NEAR}\u00a0km {of_place(commune.name)}"
    return ReadCriterion(COMMUNE, names, label, start, end, {COMMUNE: frozenset({commune.name})})


def _kilometres(one: Commune, other: Commune) -> float:
    return kilometres_between((one.latitude, one.longitude), (other.latitude, other.longitude))


def _month(text: str) -> Iterator[ReadCriterion]:
    """Read « en mars », « mars 2027 »; a month alone, or after a day (« 12 mars »), may be another word or a date."""
    this_year = timezone.localdate().year
    for match in _MONTH.finditer(text):
        if match["year"] is None and match.start() == match.start("month"):
            continue
        number = [fold(month) for month in _MONTHS].index(match["month"]) + 1
        years = (match["year"],) if match["year"] else (this_year, this_year + 1)
        label = " ".join(filter(None, ("En", _MONTHS[number - 1], match["year"])))
        yield ReadCriterion(MONTH, frozenset(f"{year}-{number:02}" for year in years), label, *match.span())


def _weekday(text: str) -> Iterator[ReadCriterion]:
    for match in _WEEKDAY.finditer(text):
        number = Weekday.labels.index(match["day"])
        yield ReadCriterion(WEEKDAY, frozenset({str(number)}), f"Le {match['day']}", *match.span())


def _capital(words: str) -> str:
    return words[0].upper() + words[1:]


READERS = (
    CriterionReader(WEEKDAY, 12, _weekday),
    CriterionReader(MONTH, 14, _month),
    CriterionReader(COMMUNE, 35, _place),
)
