"""What the measure draws its queries from: the documents of the demo, and facts that people ask for in their words."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from formation.sessions.models.session import Session
from reseau.enums import Weekday
from reseau.places.models.epm import EPM
from ressources.sheets.models.workshop import WorkshopPage
from ressources.workshops.open_workshops.models.workshop import OpenWorkshop
from search.language.analysis import STOP_WORDS, fold
from search.sources.documents import Document, document_id

_WORD = re.compile(r"[^\W_]+")
SHORTEST = 3


@dataclass(frozen=True, slots=True)
class WorkshopFacts:
    level: str
    minutes: int
    group_size: int
    needs_internet: bool


@dataclass(frozen=True, slots=True)
class Meeting:
    """A day when the thing takes place, and the commune."""

    commune: str
    day: date


@dataclass(frozen=True)
class Content:
    """`workshops` and `meetings` by id of document; `communes`: that of each EPM; `opening`: days on which it opens."""

    documents: tuple[Document, ...]
    workshops: dict[str, WorkshopFacts]
    meetings: dict[str, tuple[Meeting, ...]]
    communes: dict[str, str]
    opening: dict[str, frozenset[str]]

    def readable(self, audience: frozenset[str]) -> "Content":
        documents = tuple(document for document in self.documents if document.audience & audience)
        return Content(documents, self.workshops, self.meetings, self.communes, self.opening)

    @cached_property
    def headlines(self) -> dict[str, frozenset[str]]:
        """The words by which a reader of a list knows what each document is about."""
        return {one.id: frozenset(words_of(" ".join((one.title, one.summary, *one.tags)))) for one in self.documents}

    @cached_property
    def texts(self) -> dict[str, frozenset[str]]:
        """All the words of each document, but for those of its files."""
        return {one.id: self.headlines[one.id] | frozenset(words_of(one.body)) for one in self.documents}

    def of_kinds(self, *kinds: str) -> list[Document]:
        return [document for document in self.documents if document.kind in kinds]


def content_of(documents: Iterable[Document]) -> Content:
    """Read the facts of the documents in the database that they come from."""
    sheets = WorkshopPage.objects.values_list("pk", "level", "duration", "group_size", "needs_internet")
    places = EPM.objects.select_related("commune")
    meetings: dict[str, tuple[Meeting, ...]] = {}
    for session in Session.objects.upcoming().select_related("epm__commune", "commune"):
        if session.where:
            found = document_id("training", str(session.training_id))
            meetings[found] = (*meetings.get(found, ()), Meeting(session.where.name, session.first_day))
    for workshop in OpenWorkshop.objects.select_related("epm__commune"):
        found = document_id("open_workshop", str(workshop.pk))
        meetings[found] = (Meeting(workshop.epm.commune.name, workshop.date),)
    return Content(
        documents=tuple(documents),
        workshops={document_id("sheet", str(key)): WorkshopFacts(*facts) for key, *facts in sheets},
        meetings=meetings,
        communes={document_id("epm", str(epm.pk)): epm.commune.name for epm in places},
        opening={
            document_id("epm", str(epm.pk)): frozenset(Weekday(number).label for number in epm.opening_weekdays)
            for epm in places
        },
    )


def words_of(text: str) -> list[str]:
    """Return the words of a text that say something, folded, in the singular as far as an s or x tells it."""
    return [
        _singular(word) for word in map(fold, _WORD.findall(text)) if len(word) >= SHORTEST and word not in STOP_WORDS
    ]


def _singular(word: str) -> str:
    return word[:-1] if len(word) > SHORTEST and word[-1] in "sx" else word
