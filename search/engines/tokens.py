"""Tokens of a field of the index: a string that an engine only has to split at spaces.

A stem at each place, a gap where nobody looks for the word, so that phrases keep their distances; then, far from the
last place, the other stems under which some of the words are looked up. « Le Wi-Fi des réseaux » is
`_ wi fi _ reseau _ _ _ _ wifi`. Words come back in any text, so that most of them cost a look-up.
"""

from functools import lru_cache

import tantivy

from search.language.analysis import TOKEN, fold, words

GAP = "_"
# Gap between the text and the following forms, so that no phrase crosses it.
_MARGIN = [GAP] * 4

# An index must register it each time it is opened.
TOKENIZER = "places"
PLACES = (
    tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).filter(tantivy.Filter.custom_stopword([GAP])).build()
)

# So many titles begin with so few letters that these prefixes are indexed whole.
FEW_LETTERS = 3
LONGEST_START = 120


def placed_stems(text: str) -> str:
    places: list[str] = []
    others: list[str] = []
    for token in TOKEN.findall(text):
        stems, other_stems = _stems_of(token)
        places.append(stems)
        if other_stems:
            others.append(other_stems)
    return " ".join([*places, *_MARGIN, *others] if others else places)


def exact_words(text: str) -> str:
    """Return the exact words of `text`, accents and capitals aside; compounds in parts and whole."""
    return " ".join(word.exact for word in words(text))


def title_starts(title: str) -> set[str]:
    """Return the tokens by which a title is found from its beginning: its first letters, and all of it."""
    start = title_start(title)
    return {start[:length] for length in range(1, FEW_LETTERS + 1)} | {start}


def title_start(title: str) -> str:
    """Return the folded start of a title, without lone surrogates, which typed text never has."""
    return fold(title).strip()[:LONGEST_START].encode(errors="ignore").decode()


@lru_cache(maxsize=50_000)
def _stems_of(token: str) -> tuple[str, str]:
    """Return the stems of a word or compound: at each place the stem of the folded word; then all others."""
    places: list[str] = []
    others: list[str] = []
    for word in words(token):
        terms = list(word.terms)
        while len(places) < word.position:
            places.append(GAP)  # a part that is too long
        if len(places) == word.position:
            places.append(terms.pop() if terms else GAP)
        others += terms
    return " ".join(places) or GAP, " ".join(others)
