"""Criteria of workshop sheets among the words of a search: level, duration, group, connection."""

import re
from collections.abc import Iterator

from ressources.sheets.enums import DurationBucket, GroupSize, InternetNeed, Level
from search.questions.criteria import CriterionReader, ReadCriterion

_LEVELS = {
    Level.FIRST_STEPS: r"\bgrands?[ -]debutants?\b",
    Level.BEGINNER: r"\bdebutante?s?\b",
    Level.INTERMEDIATE: r"\b(?:niveau )?intermediaires?\b",
    Level.CONFIRMED: r"\b(?:(?:niveau )?confirmee?s?|niveau avance)\b",
}
_PEOPLE = "(?:personne|participant|participante|apprenant|usager|inscrit|place|senior|adulte|enfant|ado|eleve)s?"
# « 2 h 20 », and not « 2 h 20 personnes ».
_HOURS = re.compile(
    r"\b(?P<hours>\d{1,2}|une|deux|trois) ?(?:h\b|heures?\b|h(?=\d))"
    rf"(?: ?(?P<more>[0-5]\d)\b(?! ?{_PEOPLE}\b))?(?: et (?P<half>demie))?"
)
_MINUTES = re.compile(r"\b(?P<minutes>\d{2,3}) ?(?:min|mn|minutes?)\b")
_IN_LETTERS = {"une": 1, "deux": 2, "trois": 3}
# « 6 débutants »: the number says the size of the group, the word its level.
_GROUP = re.compile(rf"\b(?P<size>\d{{1,2}}) ?(?:{_PEOPLE}\b|(?=(?:grands? )?debutants?\b))")
_WITHOUT_INTERNET = re.compile(r"\b(?:sans|hors) (?:acces )?(?:a )?(?:internet|connexion|reseau|wifi|web|ligne)\b")
# A slot is better filled by a workshop that lasts nearly as long.
_STEP, _NEAR = 15, 2


def _level(text: str) -> Iterator[ReadCriterion]:
    for level, pattern in _LEVELS.items():
        if match := re.search(pattern, text):
            yield ReadCriterion("level", frozenset({level.value}), str(level.label), *match.span())


def _duration(text: str) -> Iterator[ReadCriterion]:
    for match in [*_HOURS.finditer(text), *_MINUTES.finditer(text)]:
        minutes = _minutes(match)
        if minutes:
            near = frozenset(str(minutes // _STEP * _STEP - _STEP * step) for step in range(_NEAR + 1))
            bucket = DurationBucket.smallest(minutes)
            yield ReadCriterion(
                "duration", frozenset({bucket.value}), str(bucket.label), *match.span(), {"minutes": near}
            )


def _minutes(match: re.Match) -> int:
    parts = match.groupdict()
    if parts.get("minutes"):
        return int(parts["minutes"])
    hours = _IN_LETTERS.get(parts["hours"]) or int(parts["hours"])
    return 60 * hours + int(parts["more"] or 0) + (30 if parts["half"] else 0)


def _group(text: str) -> Iterator[ReadCriterion]:
    for match in _GROUP.finditer(text):
        size = GroupSize.at_least(int(match["size"]))
        if size:
            yield ReadCriterion("group", frozenset({size.value}), str(size.label), *match.span())


def _connection(text: str) -> Iterator[ReadCriterion]:
    if match := _WITHOUT_INTERNET.search(text):
        yield ReadCriterion(
            "connection", frozenset({InternetNeed.NONE.value}), str(InternetNeed.NONE.label), *match.span()
        )


READERS = (
    CriterionReader("group", 10, _group),
    CriterionReader("duration", 20, _duration),
    CriterionReader("level", 30, _level),
    CriterionReader("connection", 40, _connection),
)
