"""Texts of the benchmark: words drawn as often as French uses them, by the list of the package `pyspellchecker`."""

import gzip
import json
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from itertools import accumulate
from random import Random

SHORTEST_SENTENCE, LONGEST_SENTENCE = 5, 20
SENTENCES_OF_A_PARAGRAPH = 6


@cache
def frequencies() -> tuple[Sequence[str], Sequence[int]]:
    """Return about 140,000 forms, and how often they and those before them are met in subtitles of films."""
    packed = (files("spellchecker") / "resources" / "fr.json.gz").read_bytes()
    words = json.loads(gzip.decompress(packed))
    return list(words), list(accumulate(words.values()))


def drawn_words(random: Random, count: int) -> list[str]:
    words, counts = frequencies()
    return random.choices(words, cum_weights=counts, k=count)


def drawn_sentence(random: Random) -> str:
    words = drawn_words(random, random.randint(SHORTEST_SENTENCE, LONGEST_SENTENCE))
    return f"{' '.join(words).capitalize()}."


def drawn_text(random: Random, word_count: int) -> str:
    """Return paragraphs of `word_count` words in all, or a few more."""
    text, written = "", 0
    while written < word_count:
        sentence = drawn_sentence(random)
        written += sentence.count(" ") + 1
        text += sentence + ("\n" if random.randrange(SENTENCES_OF_A_PARAGRAPH) == 0 else " ")
    return text.strip()
