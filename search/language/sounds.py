"""How a French word sounds: people write what they hear, and edit distance alone misses it (« gramma » is Gramat).

Rules of French spelling (letters that sound alike, nasal vowels, silent ends), not a dictionary: two words of one key
may sound apart, so that a key proposes and something else chooses.
"""

import re
from functools import lru_cache

from search.language.analysis import fold

SHORTEST = 3

_VOWEL = "aeiou"
# In order: each rule reads what the ones before wrote. Capitals are sounds that no single letter writes.
_RULES = [
    (re.compile(pattern), instead)
    for pattern, instead in (
        (r"ph", "f"),
        (r"sch|sh", "C"),
        (r"ch(?=[rl])", "k"),
        (r"ch", "C"),
        (r"tion", "sion"),
        (r"gn", "n"),
        (r"qu|ck|q", "k"),
        (r"gu(?=[eiy])", "G"),
        (r"ge(?=[aou])", "j"),
        (r"g(?=[eiy])", "j"),
        (r"c(?=[eiy])", "s"),
        (r"c", "k"),
        (r"x", "ks"),
        (r"w", "v"),
        (r"h", ""),
        (r"([a-z])\1", r"\1"),
        (rf"(?<=[{_VOWEL}])s(?=[{_VOWEL}])", "z"),
        (r"eau|au", "o"),
        (r"[ae]y(?=[aeiou])", "e"),
        (r"(?:ain|ein|yn|ym|in|im|un|um)(?![aeiouyn])", "1"),
        (r"(?:an|am|en|em)(?![aeiouynm])", "2"),
        (r"(?:on|om)(?![aeiouynm])", "3"),
        (r"oi", "W"),
        (r"ou", "U"),
        (r"oeu|eu|oe", "e"),
        (r"ai|ei|ay|ey", "e"),
        (r"il?l(?=[aeiou])", "i"),
        (r"y", "i"),
        (r"(?<=..)[stdxzp]+$", ""),
        (r"(?<=.)er?$", "e"),
        (r"(?<=..)e$", ""),
        (r"G", "g"),
    )
]


@lru_cache(maxsize=50_000)
def sound_of(word: str) -> str:
    """Return the key of a word, with or without its accents; empty for a short word or one with digits."""
    letters = fold(word.lower().replace("ç", "ss"))
    if len(letters) < SHORTEST or not letters.isalpha() or not letters.isascii():
        return ""
    for pattern, instead in _RULES:
        letters = pattern.sub(instead, letters)
    return letters
