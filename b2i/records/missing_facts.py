"""What a skill lacks to be proposed: two facts, seen on two days (ADR 44)."""

from collections.abc import Iterable

from b2i.records.models import Evidence

FACTS_OF_A_PROPOSAL = 2


def missing_facts(lines: Iterable[Evidence]) -> int:
    """Return how many facts, each of another day, these lines of one skill lack."""
    return max(0, FACTS_OF_A_PROPOSAL - len({line.observed_on for line in lines if line.is_fact}))


def missing_facts_words(count: int) -> str:
    """Return « Il manque un fait, un autre jour », « Il manque deux faits »; empty if nothing lacks."""
    return ("", "Il manque un fait, un autre jour", "Il manque deux faits")[count]
