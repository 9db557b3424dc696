"""The current synonyms, and those of a new site."""

from django.db import transaction

from search.language.search_question import Synonyms
from search.synonyms.models import SynonymSet

STARTING_SETS: Synonyms = (
    ("clé USB", "clef USB", "clé mémoire"),
    ("mail", "courriel", "mél", "e-mail", "courrier électronique"),
    ("tablette", "iPad"),
    ("smartphone", "téléphone portable", "mobile"),
    ("ordinateur", "PC"),
    ("arnaque", "escroquerie", "hameçonnage", "phishing"),
    ("visioconférence", "visio", "appel vidéo"),
    ("CV", "curriculum vitae"),
    ("CAF", "allocations familiales"),
    ("Ameli", "assurance maladie"),
)


def current_synonyms() -> Synonyms:
    """Return all synonyms, read at each search, so that a change counts at once in every process. One query."""
    return SynonymSet.objects.in_force()


@transaction.atomic
def ensure_starting_sets() -> int:
    """Create the starting synonyms of a site that has none; return the number of sets."""
    if not SynonymSet.objects.exists():
        SynonymSet.objects.bulk_create(SynonymSet(expressions="\n".join(expressions)) for expressions in STARTING_SETS)
    return SynonymSet.objects.count()
