"""When two items are the same page."""

import pytest

from ressources.authoring.watch_inbox.links import link_key, title_key, without_tracking


@pytest.mark.parametrize(
    "link",
    [
        *("https://a.example.org/b", "http://www.a.example.org/b/", "https://a.example.org/b#suite"),
        "https://a.example.org/b?utm_source=lettre&fbclid=x",
    ],
)
def test_same_page_under_other_words_has_one_key(link):
    assert link_key(link) == link_key("https://a.example.org/b")


@pytest.mark.parametrize(
    "link", ["https://a.example.org/c", "https://a.example.org/b?page=2", "https://b.example.org/b"]
)
def test_other_page_has_another_key(link):
    assert link_key(link) != link_key("https://a.example.org/b")


def test_tracking_alone_is_removed():
    assert without_tracking("https://a.fr/b?x=1&utm_medium=m&y=%20#z") == "https://a.fr/b?x=1&y=+"
    assert without_tracking("https://a.fr/b?x=%20") == "https://a.fr/b?x=%20"


def test_long_titles_are_one_without_accents_nor_signs():
    assert title_key("Les démarches en ligne, enfin simples !") == title_key("les demarches en ligne enfin simples")


def test_short_title_tells_no_page():
    assert title_key("Édito") == ""
