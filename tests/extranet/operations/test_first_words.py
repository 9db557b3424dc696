"""The page of an address is the one that Django finds when it tries each module."""

import re
from collections.abc import Iterator

import pytest
from django.urls import Resolver404, URLPattern, URLResolver, get_resolver, include, path, re_path, resolve

from extranet.operations.first_words import FirstWords, led_by_first_words

VALUES = {"int": "7", "slug": "un-mot", "str": "D1.2", "uuid": "0b6f8f3e-6f0c-4b5c-9d6b-0a3c0d3f4e5a", "path": "a/b"}
STRAY = ("", "/", "nulle-part/", "annuaire", "annuaire//", "membres/x/y/z/", "b2i/", "%00/", "é/", "aide", "p/")


def routes(patterns: list[URLPattern | URLResolver], before: str = "") -> Iterator[str]:
    """Every address of the site, a value of its kind in place of each key."""
    for pattern in patterns:
        route = re.sub(r"<(?:(\w+):)?\w+>", lambda key: VALUES.get(key[1] or "str", "7"), str(pattern.pattern))
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, before + route)
        else:
            yield before + route


def found(address: str) -> tuple | None:
    try:
        match = resolve(f"/{address}")
    except Resolver404:
        return None
    return match.func, match.args, match.kwargs, match.view_name, match.route


def view() -> None:
    """Answer nothing: only the address is looked up."""


def test_each_address_of_the_site_has_the_page_that_django_finds(monkeypatch):
    addresses = [*routes(get_resolver().url_patterns), *STRAY]
    led = {address: found(address) for address in addresses}

    monkeypatch.setattr(FirstWords, "match", lambda self, path: (path, (), {}))

    assert len(addresses) > 800
    assert sum(match is not None for match in led.values()) > 700
    assert {address for address in addresses if found(address) != led[address]} == set()


def test_an_address_tries_few_modules():
    tried = [pattern for pattern in get_resolver().url_patterns if pattern.pattern.match("annuaire/")]

    # Those of people and places, two whose first words are not all fixed, and Wagtail, which serves the rest.
    assert len(tried) <= 4


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        (path("a/<int:number>/", view), {"a"}),
        (path("", view), {""}),
        (path("a.js", view), {"a.js"}),
        (path("a/", include([path("b/", view)])), {"a"}),
        (path("", include([path("a/", view), path("b/c/", view)])), {"a", "b"}),
        (path("<slug:slug>/", view), None),
        (path("a-<int:number>/", view), None),
        (path("a", include([path("b/", view)])), None),
        (re_path("^a/", view), None),
        (path("", include([path("<int:number>/", view)])), None),
    ],
)
def test_an_inclusion_knows_the_first_words_of_its_pages(pattern, words):
    (inclusion,) = led_by_first_words([path("", include([pattern]))])

    assert getattr(inclusion.pattern, "words", None) == words
