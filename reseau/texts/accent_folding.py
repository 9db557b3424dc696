"""Names without accents, as people type them to look them up."""

import re
import unicodedata

MAX_WORDS = 8
# « 46 350 », as many people write a postcode.
SPACED_POSTCODE = re.compile(r"\b([0-9]{2}) ([0-9]{3})\b")
ABBREVIATIONS = {"st": "saint", "ste": "sainte", "sts": "saints"}


def fold(text: str) -> str:
    """Lower case, without accents, ligatures or hyphens: « Saint-Céré » → « saint cere »."""
    text = text.replace("œ", "oe").replace("Œ", "oe").replace("’", "'").replace("-", " ").replace("'", " ")
    text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join(text.casefold().split())


def words_to_find(text: str) -> list[str]:
    """Return the folded words of a query, eight at most: « St-Céré, » → ["saint", "cere"], « 46 400 » → ["46400"]."""
    found_words = re.findall(r"\w+", SPACED_POSTCODE.sub(r"\1\2", fold(text)))
    return [ABBREVIATIONS.get(word, word) for word in found_words[:MAX_WORDS]]
