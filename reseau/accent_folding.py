"""Names without accents, as people type them to look them up."""

import re
import unicodedata

MAX_WORDS = 8
ABBREVIATIONS = {"st": "saint", "ste": "sainte", "sts": "saints"}


def fold(text: str) -> str:
    """Lower case, without accents, ligatures or hyphens: « Saint-Céré » → « saint cere »."""
    text = text.replace("œ", "oe").replace("Œ", "oe").replace("’", "'").replace("-", " ").replace("'", " ")
    text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join(text.casefold().split())


def words_to_find(text: str) -> list[str]:
    """Return the folded words of a query, eight at most: « St-Céré, » → ["saint", "cere"]."""
    found_words = re.findall(r"\w+", fold(text))
    return [ABBREVIATIONS.get(word, word) for word in found_words[:MAX_WORDS]]
