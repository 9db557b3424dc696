"""The current synonyms, and those of a new site."""

import tomllib
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string

from search.language.search_question import LEADS_TO, Synonyms
from search.questions.synonyms.models import SynonymSet, split_sets

# Everyday words, brands, acronyms and English words of the trade, each with its source.
VOCABULARY = Path(__file__).parents[2] / "data" / "vocabulary.toml"


def starting_sets() -> Synonyms:
    """Return the sets of a new site: words that mean the same, and words that lead to others."""
    vocabulary = tomllib.loads(VOCABULARY.read_text(encoding="utf-8"))
    alike = (tuple(row["words"]) for row in vocabulary["sets"])
    leading = ((*row["typed"], *(f"{LEADS_TO} {word}" for word in row["finds"])) for row in vocabulary["leads"])
    return (*alike, *leading)


def current_synonyms() -> Synonyms:
    """Return all synonyms. A change counts at once in every process.

    The function named by `SEARCH_SYNONYMS` reads the sets, so that it may keep them until they change. One query.
    """
    return _split(tuple(import_string(settings.SEARCH_SYNONYMS)()))


@lru_cache(maxsize=2)
def _split(sets: tuple[str, ...]) -> Synonyms:
    """Return the same object for the same sets: what is made of it is found again without reading all of it."""
    return split_sets(sets)


@transaction.atomic
def ensure_starting_sets() -> int:
    """Create the starting synonyms of a site that has none; return the number of sets."""
    if not SynonymSet.objects.exists():
        SynonymSet.objects.bulk_create(
            SynonymSet(expressions="\n".join(expressions)) for expressions in starting_sets()
        )
    return SynonymSet.objects.count()
