"""The synonyms in force, and those that a new site starts with."""

from django.db import transaction

from search.language.questions import Synonyms
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
    """Read at each search, in one query: a change counts at once in every process."""
    return SynonymSet.objects.in_force()


@transaction.atomic
def ensure_starting_sets() -> int:
    """Give a site without any synonyms those to start with, and touches nothing otherwise; return how many it has."""
    if not SynonymSet.objects.exists():
        SynonymSet.objects.bulk_create(SynonymSet(expressions="\n".join(expressions)) for expressions in STARTING_SETS)
    return SynonymSet.objects.count()
