"""What the page of a training shows beside its own texts: next sessions, kit, skills, words, who waits for a date."""

import re
from collections.abc import Iterable, Iterator

from django.db.models import QuerySet, prefetch_related_objects

from formation.sessions.models.session import Session
from reseau.people.members.models.member import Member
from reseau.web.queries.compiled_query import CompiledQuery
from ressources.sheets.models.sheet import Sheet

# What stands between French quotation marks, with or without the blanks that go with them.
QUOTED = re.compile(r"(?<=«)\s*[^«»]+?\s*(?=»)")


def coming_sessions(reader: Member, training: int) -> QuerySet[Session]:
    """Next sessions, with places left and the status of `reader` in each."""
    sessions = Session.objects.filter(training=training).upcoming().with_places().with_enrolment_of(reader)
    return sessions.select_related("epm__commune", "commune")


def unanswered_voices(reader: Member, training: int) -> QuerySet:
    return reader.training_voices.unanswered().filter(wish__training=training).values_list("pk")[:1]


SESSIONS = CompiledQuery(coming_sessions)
VOICES = CompiledQuery(unanswered_voices)


def upcoming_sessions(reader: Member, training: int) -> list[Session]:
    """Return the next sessions with their half-days. Two queries."""
    sessions = SESSIONS.rows(reader=reader, training=training)
    prefetch_related_objects(sessions, "half_days")
    return sessions


def is_wanted_by(reader: Member, training: int) -> bool:
    """Return whether `reader` waits for the next date."""
    if not (reader.is_authenticated and reader.is_in_network):
        return False
    return bool(VOICES.rows(reader=reader, training=training))


def linked_titles(text: str, sheets: Iterable[Sheet]) -> Iterator[tuple[str, str]]:
    """Yield the parts of `text`, each with the address of the sheet of which it is the quoted title, else empty."""
    addresses = {plain_title(sheet.title): sheet.get_absolute_url() for sheet in sheets}
    end = 0
    for quoted in QUOTED.finditer(text):
        if address := addresses.get(plain_title(quoted[0])):
            title = quoted[0].strip()
            start = text.index(title, quoted.start())
            yield text[end:start], ""
            yield title, address
            end = start + len(title)
    if text[end:]:
        yield text[end:], ""


def plain_title(title: str) -> str:
    """Return a title as two people may type it: whatever the blanks and the capitals."""
    return " ".join(title.split()).casefold()
