"""Each page of the site leads to a help page that is about it."""

import re
from collections.abc import Iterator
from contextlib import suppress

import pytest
from django.urls import Resolver404, ResolverMatch, URLPattern, get_resolver, resolve

from extranet.help.guide_files import ARTICLES, find_section, read_contents, read_guide, slug_for_page
from extranet.help.readers import Reader
from reseau.accent_folding import fold
from tests.pages import ANIMATOR, CARD, COORDINATOR, NOBODY, PAGES, TERRITORIAL
from tests.test_architecture import complain

READERS = {
    NOBODY: Reader.VISITOR,
    CARD: Reader.LEARNER,
    ANIMATOR: Reader.ANIMATOR,
    TERRITORIAL: Reader.TERRITORIAL,
    COORDINATOR: Reader.COORDINATOR,
}
# For the operator, lost, or the help itself: these lead to the whole guide.
WITHOUT_ARTICLE = {"/sante/", "/nulle-part/"}
# News are about anything.
WITHOUT_ARTICLE |= {"/actualites/des-tablettes-a-emprunter/"}
WORD = re.compile(r"[^\W\d_]{4,}")
# The beginning of a word tells the subject: « inscrits » and « inscription », « animé » and « animations ».
BEGINNING = 4
# What is done to a subject; a name that the surface does not say: « Ateliers ».
NO_SUBJECT = {"nouvelle", "nouveau", "modifier", "ressources"}
KEY, ARGUMENT = re.compile(r"\{\w+\}"), re.compile(r"<[^>]*>|[()$^\\]")


def pages() -> list[tuple[Reader, str]]:
    return [
        (READERS[account], path)
        for account, paths in PAGES.items()
        for path in paths
        if path not in WITHOUT_ARTICLE and not path.startswith("/aide/")
    ]


def address_of(path: str) -> ResolverMatch:
    """Return the address of a page of the list, whatever object it is about."""
    bare = path.partition("?")[0]
    for value in ("1", "a"):
        with suppress(Resolver404):
            return resolve(KEY.sub(value, bare))
    raise AssertionError(f"{path} resolves to nothing.")


def subjects_of(route: str) -> list[str]:
    """Return the beginnings of the words of the last part of an address that names a subject."""
    for part in reversed(ARGUMENT.sub("", route).split("/")):
        if words := [word for word in WORD.findall(part) if word not in NO_SUBJECT]:
            return [fold(word)[:BEGINNING] for word in words]
    return []


@pytest.mark.parametrize(("reader", "path"), pages())
def test_page_leads_to_an_article_about_it(reader, path):
    address = address_of(path)
    # Institutional pages have no address of their own: Wagtail serves them by their path.
    route = path if address.view_name == "wagtail_serve" else address.route
    slug = slug_for_page(address.view_name, reader)

    assert slug, f"No article of contents.toml is about {address.view_name} ({path})."
    article = next(article for article in find_section(slug).articles if article.slug == slug)
    told = fold(f"{article.title} {article.lead} {article.source}")
    subjects = subjects_of(route)
    assert not subjects or any(subject in told for subject in subjects), f"{slug} says nothing of {subjects}"


def test_no_page_has_two_articles():
    places = [page for section in read_contents() for pages in section["articles"].values() for page in pages]

    assert sorted(places) == sorted(set(places))


def address_names(patterns, prefix: str = "") -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            yield f"{prefix}{pattern.name}"
        else:
            yield from address_names(pattern.url_patterns, f"{pattern.namespace}:" if pattern.namespace else prefix)


def test_pages_of_the_contents_exist():
    known = set(address_names(get_resolver().url_patterns))
    declared = {
        page.partition("|")[2] or page for section in read_guide() for a in section.articles for page in a.pages
    }

    complain(sorted(declared - known), "No address has these names of contents.toml:")


def test_every_article_is_in_the_contents():
    files = sorted(path.stem for path in ARTICLES.glob("*.md"))

    assert sorted(article.slug for section in read_guide() for article in section.articles) == files


@pytest.mark.parametrize("article", [article for section in read_guide() for article in section.articles])
def test_article_tells_each_thing_once(article):
    titles = [part.title for part in article.parts]

    assert article.lead
    assert sorted(titles) == sorted(set(titles))
