"""Names written without accents, to look them up as people type them."""

import unicodedata


def fold(text: str) -> str:
    """Lower case, without accents, ligatures or hyphens: « Saint-Céré » → « saint cere »."""
    text = text.replace("œ", "oe").replace("Œ", "oe").replace("’", "'").replace("-", " ").replace("'", " ")
    text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join(text.casefold().split())
