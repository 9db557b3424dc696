"""Facts: what a message that waits tells of rows. Whoever writes the mail checks it against these rows.

A message names its fact, `session:12:6f1e…`: the source, the row or rows (`seat_booking:7-9:…`), a digest of the state
that it tells. Apps list their sources in their module `declarations.told_facts`. A mail whose rows say something
else by then does not leave; the service that changed them has told its news.

class SessionFacts(FactSource):
    name = "session"

    def states(self, keys):
        return {session.pk: f"{session.status} {session.place}" for session in Session.objects.filter(pk__in=keys)}


SOURCES = (SessionFacts(),)
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from hashlib import sha256

from alertes.channels.facts.source import FactSource
from jobs.declared import declared

# « session_opening:123456:0123456789abcdef », and some forty rows that are told together.
FACT_LENGTH = 300
# What a message tells that no row makes false: it has happened, or it must leave whatever becomes of the row.
LASTING = ""


@cache
def _sources() -> dict[str, FactSource]:
    return {source.name: source for source in declared("told_facts", "SOURCES")}


def source_names() -> set[str]:
    return set(_sources())


def source_of(fact: str) -> str:
    """Return the name of the source of a fact."""
    return fact.partition(":")[0]


def fact_about(name: str, *keys: int) -> str:
    """Name what the rows say today, as messages that wait keep it."""
    return _fact(name, keys, _sources()[name].states(keys))


def true_facts(facts: Iterable[str]) -> set[str]:
    """Return those of `facts` that their rows still say. The queries of one source, for each of those named."""
    told = {fact: _keys(fact) for fact in facts if source_of(fact) in _sources()}
    keys = defaultdict(set)
    for fact, rows in told.items():
        keys[source_of(fact)].update(rows)
    states = {name: _sources()[name].states(rows) for name, rows in keys.items()}
    return {fact for fact, rows in told.items() if fact == _fact(source_of(fact), rows, states[source_of(fact)])}


def _keys(fact: str) -> list[int]:
    return [int(key) for key in fact.split(":")[1].split("-")]


def _fact(name: str, keys: Sequence[int], states: Mapping[int, str]) -> str:
    """A row that is gone says nothing: that is a state too, true as long as it stays away."""
    words = "\n".join(states.get(key, "") for key in keys)
    return f"{name}:{'-'.join(map(str, keys))}:{sha256(words.encode()).hexdigest()[:16]}"
