"""The name that somebody types for a ticket, compared with the one that it bears."""

import re

from reseau.texts.accent_folding import fold

WORD = re.compile(r"[^\W\d_]+")


def is_same_person(typed: str, name: str) -> bool:
    """Whether both are the same words, in any order, accents and capitals aside. An initial stands for a surname:
    « Odile B. » is Odile Bastide.
    """
    typed_words, words = WORD.findall(fold(typed)), WORD.findall(fold(name))
    if sorted(typed_words) == sorted(words):
        return bool(words)
    if len(typed_words) != 2 or len(words) < 2 or len(typed_words[1]) != 1:
        return False
    return typed_words[0] == words[0] and words[1].startswith(typed_words[1])
