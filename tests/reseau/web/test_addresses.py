"""Addresses of pages are those of Django's `reverse`, whatever their keys."""

from collections.abc import Iterator
from itertools import pairwise

import pytest
from django.template import Context, Template
from django.urls import NoReverseMatch, get_resolver, reverse, set_script_prefix

from reseau.web.addresses import address_of

# Numbers, slugs, and what a pattern may not take as it is.
KEYS = (
    0,
    7,
    2026,
    123_456_789,
    -1,
    True,
    "un-mot",
    "Un_mot",
    "D1",
    "D1.2",
    "2026",
    "a--b",
    "-a",
    "Été",
    "a/b",
    "a b",
    "{0}",
    "%s",
    "",
    None,
)


def names() -> Iterator[str]:
    """The names of all pages of the site, of Wagtail and of libraries."""

    def walk(resolver, path: str) -> Iterator[str]:
        yield from (path + name for name in resolver.reverse_dict if isinstance(name, str))
        for space, (_, inner) in resolver.namespace_dict.items():
            yield from walk(inner, f"{path}{space}:")

    return walk(get_resolver(), "")


def reversed_by(function, name: str, keys: tuple) -> str:
    try:
        return function(name, *keys)
    except NoReverseMatch:
        return "none"


def by_django(name: str, *keys) -> str:
    return reverse(name, args=keys)


@pytest.mark.parametrize("count", [0, 1, 2])
def test_each_page_has_the_address_that_django_gives(count):
    choices = {
        0: [()],
        1: [(key,) for key in KEYS],
        2: [*pairwise(KEYS), (7, 8), ("a", "b"), (7, "b"), ("b", 7)],
    }
    pages = sorted(set(names()))

    different = [
        (name, keys)
        for name in pages
        for keys in choices[count]
        if reversed_by(address_of, name, keys) != reversed_by(by_django, name, keys)
    ]

    assert (different, len(pages) > 300) == ([], True)


def test_page_that_does_not_exist_is_refused_each_time():
    for _ in range(2):
        with pytest.raises(NoReverseMatch):
            address_of("forums:nothing", 7)


def test_another_prefix_of_the_site_gives_another_address():
    addresses = []
    for prefix in ("/extranet/", "/"):
        set_script_prefix(prefix)
        addresses.append(address_of("reseau:member", 7))

    assert addresses == ["/extranet/membres/7/", "/membres/7/"]


def test_another_tree_of_addresses_is_read_anew(settings):
    address_of("reseau:member", 7)
    settings.ROOT_URLCONF = "django.contrib.auth.urls"

    with pytest.raises(NoReverseMatch):
        address_of("reseau:member", 7)


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("{% url 'reseau:member' key %}", "/membres/7/"),
        ("{% url 'reseau:member' pk=key %}", "/membres/7/"),
        ("{% url 'reseau:member' key as here %}[{{ here }}]", "[/membres/7/]"),
        ("{% url 'reseau:member' 'a/b' as here %}[{{ here }}]", "[]"),
    ],
)
def test_tag_shows_or_keeps_the_address(tag, expected):
    assert Template(tag).render(Context({"key": 7})) == expected


def test_tag_refuses_a_page_that_does_not_exist():
    with pytest.raises(NoReverseMatch):
        Template("{% url 'forums:nothing' %}").render(Context())
