"""Short names of columns, choices and addresses, proposed from what people read, without accents or spaces."""

import re
from collections.abc import Container

from reseau.texts.accent_folding import fold

LONGEST_CODE, LONGEST_SLUG = 30, 80
# Words of addresses under /questionnaires/.
RESERVED_SLUGS = frozenset({"nouveau", "parties", "questions"})
# Words of a wording that make up a code.
WORDS = 3
# Words of four letters or more that say nothing of what is asked.
EMPTY_WORDS = (
    " avec avez avoir cela cette comme comment dans depuis elle elles etes etre faire font leur leurs mais meme moins "
    "notre nous pendant plus pour pourquoi quand quel quelle quelles quels quoi sans sont tous tout toute toutes tres "
    "vers votre vous "
)


def code_of_question(wording: str, taken: Container[str] = ()) -> str:
    """Return a free code: « Venez-vous à la médiathèque ? » → « venez_mediatheque »."""
    words = re.findall(r"[a-z0-9]+", fold(wording))
    words = [word for word in words if f" {word} " not in EMPTY_WORDS] or words
    telling = [word for word in words if len(word) > 3] or words
    return free_code(_as_column("_".join(telling[:WORDS])), taken)


def code_of_row(wording: str, taken: Container[str] = ()) -> str:
    """Return a free code for a line of a grid: it begins with a letter, as that of a question."""
    return free_code(_as_column(code_of_choice(wording)), taken)


def code_of_choice(label: str, taken: Container[str] = ()) -> str:
    """Return a free code: « Une fois par mois » → « une_fois_par_mois »."""
    return free_code("_".join(re.findall(r"[a-z0-9]+", fold(label)))[:LONGEST_CODE].strip("_") or "reponse", taken)


def free_code(wanted: str, taken: Container[str]) -> str:
    """Return `wanted`, with a number behind it if it is among `taken`."""
    code, rank = wanted, 1
    while code in taken:
        rank += 1
        code = f"{wanted[: LONGEST_CODE - len(str(rank)) - 1]}_{rank}"
    return code


def slug_of_title(title: str, taken: Container[str]) -> str:
    """Return a free name for the address of a questionnaire, which no page of the site bears."""
    words = "-".join(re.findall(r"[a-z0-9]+", fold(title))) or "questionnaire"
    slug, rank = words[:LONGEST_SLUG].strip("-"), 1
    wanted = slug
    while slug in taken or slug in RESERVED_SLUGS:
        rank += 1
        slug = f"{wanted[: LONGEST_SLUG - len(str(rank)) - 1]}-{rank}"
    return slug


def _as_column(code: str) -> str:
    if not code[:1].isalpha():
        code = f"q_{code}" if code else "question"
    return code[:LONGEST_CODE].strip("_")
