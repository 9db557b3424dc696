"""Characters that no text holds: a browser sends them by accident, databases and papers refuse them."""

import re

from django.http import QueryDict

# What XML refuses as well, since spreadsheets, papers and feeds are made of it: controls but the tabulation and the
# ends of lines, halves of surrogate pairs, the two last places of the plane.
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


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


def clean_json(value: object) -> object:
    """Return a value read from JSON, whose texts are clean."""
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, list):
        return [clean_json(each) for each in value]
    if isinstance(value, dict):
        return {clean_text(name): clean_json(each) for name, each in value.items()}
    return value
