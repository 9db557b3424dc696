"""Rules of a set of synonyms: at least two short expressions that the search does not already treat as one."""

import re
from collections.abc import Iterable

from django.core.exceptions import ValidationError

from search.language.analysis import fold
from search.language.search_question import LEADS_TO, expression_key

# Searches and synonyms: a few words, never a paragraph.
EXPRESSION_LENGTH = 80
MAX_EXPRESSION_WORDS = 6
MAX_EXPRESSIONS = 12

_SEPARATORS = re.compile(r"[\n\r,;/]+")
_QUOTES = re.compile(r"[\"“”«»]")


def split_expressions(text: str) -> list[str]:
    """Split expressions at lines, commas, semicolons or slashes; each once, accents aside.

    Those after an arrow begin with one: they are found, and do not find.
    """
    typed, _, led_to = text.partition(LEADS_TO)
    expressions = [*_split(typed), *(f"{LEADS_TO} {expression}" for expression in _split(led_to))]
    return list({fold(expression): expression for expression in reversed(expressions)}.values())[::-1]


def _split(text: str) -> list[str]:
    parts = _SEPARATORS.split(_QUOTES.sub(" ", text.replace(LEADS_TO, "\n")))
    return [" ".join(part.split()) for part in parts if part.strip()]


def check_expressions(expressions: Iterable[str]) -> None:
    """Check a set of expressions. Raises a `ValidationError` with every fault."""
    expressions = list(expressions)
    faults = [fault for expression in expressions if (fault := _fault(expression))]
    if len(expressions) > MAX_EXPRESSIONS:
        faults.append(f"Un jeu a {MAX_EXPRESSIONS} expressions au plus : répartissez-les en plusieurs jeux.")
    if len(expressions) < 2:
        faults.append("Écrivez au moins deux expressions qui disent la même chose, une par ligne.")
    elif not faults and not any(not expression.startswith(LEADS_TO) for expression in expressions):
        faults.append("Écrivez au moins une expression que l’on tape, sans flèche devant.")
    elif not faults and len({expression_key(expression) for expression in expressions}) < 2:
        faults.append(
            "La recherche les prend déjà l’une pour l’autre (accents, pluriel, traits d’union) : ajoutez-en une autre."
        )
    if faults:
        raise ValidationError(faults)


def _fault(expression: str) -> str:
    if len(expression) > EXPRESSION_LENGTH:
        return f"« {expression[:30]}… » est trop longue : {EXPRESSION_LENGTH} caractères au plus."
    if len(expression.removeprefix(LEADS_TO).split()) > MAX_EXPRESSION_WORDS:
        return f"« {expression} » a trop de mots : {MAX_EXPRESSION_WORDS} au plus."
    if not expression_key(expression):
        return f"« {expression} » n’a aucun mot qui se cherche : ajoutez-en un, ou retirez cette expression."
    return ""
