"""Questions by which somebody could be recognised, known or guessed from the names of their columns."""

from collections.abc import Collection

from enquetes.design.campaigns.models import Campaign
from enquetes.preparation.weighting.models import Weighting
from questionnaires.questions.enums import QuestionKind
from questionnaires.questions.outline import Outline, QuestionOutline

# Beginnings of the words of a column that describes people.
DESCRIBING = (
    *("sexe", "genre", "age", "naissance", "classe", "diplome", "etude", "metier", "profession", "emploi", "situation"),
    *("foyer", "menage", "enfant", "langue", "nationalite", "handicap", "revenu", "logement", "quartier", "ecole"),
    *("college", "lycee", "etablissement"),
)


def known_traits(campaign: Campaign, outline: Outline, weighting: Weighting | None) -> frozenset[str]:
    """Return the codes of the questions that quotas and margins sort people by, and of those about communes.

    They are always counted among the traits: whoever has the list of a class knows them.
    """
    used = [*campaign.quota_variables, *(code for code, _ in (weighting.margins if weighting else ()))]
    named = {code.partition(".")[0] for code in used}
    return frozenset(
        question.code
        for question in outline.questions
        if question.kind is QuestionKind.COMMUNE or not named.isdisjoint({question.code, *question.columns})
    )


def guessed_traits(outline: Outline) -> frozenset[str]:
    """Return the codes of the questions that seem to describe people. Somebody decides."""
    return frozenset(question.code for question in outline.questions if _describes(question))


def questions_about(outline: Outline, codes: Collection[str]) -> frozenset[str]:
    """Return the codes of the questions that are asked only after some answers to one of `codes`, even in two steps."""
    found: set[str] = set()
    for question in outline.questions:
        if any(condition.asked in codes or condition.asked in found for condition in question.conditions):
            found.add(question.code)
    return frozenset(found)


def _describes(question: QuestionOutline) -> bool:
    if question.kind.has_words:
        return False
    return any(word.startswith(DESCRIBING) for word in question.code.split("_"))
