"""Characters that no text holds: a browser sends them by accident, databases and papers refuse them."""

import json
import re

from django.http import QueryDict

# What XML refuses as well, since spreadsheets, papers and feeds are made of it: controls but the tabulation and the
# ends of lines, halves of surrogate pairs, the two last places of the plane.
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")

# Pages write four levels at most.
MOST_LEVELS = 20


def clean_text(text: str) -> str:
    """Return the text without the characters that nobody can write, which nobody sees either."""
    return UNWRITABLE.sub("", text)


def clean_data(data: QueryDict) -> QueryDict:
    """Return the same data, or a copy whose texts are clean."""
    if not any(UNWRITABLE.search(text) for name, texts in data.lists() for text in (name, *texts)):
        return data
    cleaned = QueryDict(mutable=True)
    for name, texts in data.lists():
        cleaned.setlist(clean_text(name), [clean_text(text) for text in texts])
    cleaned._mutable = False
    return cleaned


def read_json(content: bytes) -> object:
    """Return a value that a browser sent as JSON, whose texts are clean.

    Raises ValueError if it is none, or if it is nested deeper than a page would write it.
    """
    try:
        return clean_json(json.loads(content))
    except RecursionError as error:
        raise ValueError("nested too deep") from error


def clean_json(value: object, *, levels: int = MOST_LEVELS) -> object:
    """Return a value read from JSON, whose texts are clean. Raises ValueError if it has more levels than that."""
    if isinstance(value, str):
        return clean_text(value)
    if not isinstance(value, list | dict):
        return value
    if not levels:
        raise ValueError("nested too deep")
    if isinstance(value, list):
        return [clean_json(each, levels=levels - 1) for each in value]
    return {clean_text(name): clean_json(each, levels=levels - 1) for name, each in value.items()}
