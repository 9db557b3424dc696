"""Which responses count: all but those that somebody left out, and those that came when their quota was full."""

from django.db.models import Exists, OuterRef, Q

from enquetes.fieldwork.collection.models import UNCOUNTED, CollectedResponse


def has_uncounted(version: OuterRef | int) -> Exists:
    """Return the condition that some response to a version does not count. A small index answers."""
    return Exists(CollectedResponse.objects.filter(UNCOUNTED, campaign__version=version))


def is_counted(response: str = "response") -> Q:
    """Return the condition that the response, at the end of the path `response`, counts.

    It joins a table: ask `has_uncounted` first, so that a survey without such responses costs nothing.
    """
    return ~Q(Exists(CollectedResponse.objects.filter(UNCOUNTED, response=OuterRef(response))))
