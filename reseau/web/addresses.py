"""Addresses of pages by their names, as Django's `reverse` gives them. A list asks for some forty of a few kinds.

`reverse` looks for the page and checks its keys by a regular expression each time. Here the address of a page is looked
up once with marks in place of its keys, which are then put in. Numbers and slugs alone can stand in a pattern: they are
never escaped, and one is as good as another.
"""

import re
from functools import cache
from typing import Any

from django.urls import NoReverseMatch, URLResolver, get_resolver, get_script_prefix, reverse

SLUG = re.compile(r"[-a-zA-Z0-9_]+")
# Neither is a key of ours. A page that takes the second takes every slug: it holds a sign of each kind.
MARKS = {int: "76543210{}", str: "Une_marque-76543210{}"}


def address_of(name: str, *keys: Any) -> str:
    """Return the address of the page `name`, as `reverse(name, args=keys)`. Raises `NoReverseMatch` as it does."""
    kinds = tuple(map(_kind, keys))
    if None not in kinds:
        pattern = _pattern(get_resolver(), get_script_prefix(), name, kinds)
        if pattern is not None:
            return pattern.format(*keys)
    return reverse(name, args=keys)


def _kind(key: Any) -> type | None:
    """Return `int` or `str` for a key that a pattern takes as it is, None for any other."""
    if type(key) is int:
        return int if key >= 0 else None
    return str if isinstance(key, str) and SLUG.fullmatch(key) else None


@cache
def _pattern(resolver: URLResolver, prefix: str, name: str, kinds: tuple[type, ...]) -> str | None:
    """Return the address with « {0} » in place of the first key; None if it takes no mark, or changes it."""
    marks = [MARKS[kind].format(rank) for rank, kind in enumerate(kinds)]
    try:
        address = reverse(name, args=[kind(mark) for kind, mark in zip(kinds, marks, strict=True)])
    except NoReverseMatch:
        return None
    for rank, mark in enumerate(marks):
        if address.count(mark) != 1:
            return None
        address = address.replace(mark, f"{{{rank}}}")
    return address
