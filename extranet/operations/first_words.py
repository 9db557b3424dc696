"""Find the page of an address without trying each module: only those that have a page under its first word.

Each concept has its `urls.py`, included without a prefix: Django tries them one after the other, and every page of one
that fails, 80 of them for the directory, a tenth of what a page of a member costs.
"""

from collections.abc import Iterable

from django.urls import URLPattern, URLResolver
from django.urls.resolvers import RoutePattern


class FirstWords(RoutePattern):
    """What an inclusion without a prefix matches: the addresses that begin with one of `words`."""

    def __init__(self, words: frozenset[str]) -> None:
        super().__init__("")
        self.words = words

    def match(self, path: str) -> tuple[str, tuple, dict] | None:
        return (path, (), {}) if path.partition("/")[0] in self.words else None


def led_by_first_words(patterns: list[URLPattern | URLResolver]) -> list[URLPattern | URLResolver]:
    """Return the patterns, each inclusion without a prefix in them, however deep, led by the first words of its pages.

    One that has a page whose first word is not fixed stays as it is.
    """
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            led_by_first_words(pattern.url_patterns)
            words = _words_of(pattern.url_patterns) if _has_no_prefix(pattern) else None
            if words is not None:
                pattern.pattern = FirstWords(words)
    return patterns


def _has_no_prefix(pattern: URLPattern | URLResolver) -> bool:
    return isinstance(pattern, URLResolver) and isinstance(pattern.pattern, RoutePattern) and not str(pattern.pattern)


def _words_of(patterns: Iterable[URLPattern | URLResolver]) -> frozenset[str] | None:
    """Return the first words of all addresses that these match; None if they are not known."""
    words: set[str] = set()
    for pattern in patterns:
        found = _words_of(pattern.url_patterns) if _has_no_prefix(pattern) else _word_of(pattern)
        if found is None:
            return None
        words |= found
    return frozenset(words)


def _word_of(pattern: URLPattern | URLResolver) -> frozenset[str] | None:
    """Return the first word of a route, alone; None for one that is not fixed, which ends elsewhere than at a slash."""
    if not isinstance(pattern.pattern, RoutePattern):
        return None
    word, slash, _ = str(pattern.pattern).partition("/")
    is_fixed = "<" not in word and (slash or isinstance(pattern, URLPattern))
    return frozenset([word]) if is_fixed else None
