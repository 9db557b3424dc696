"""The guide in the search: found at once, by those whom it concerns."""

import pytest
from django.contrib.auth.models import AnonymousUser

from extranet.interface.help.guide_files import read_guide
from extranet.interface.help.models import HelpArticle
from extranet.interface.help.services import load_guide
from search.index.outbox import OutboxEntry
from search.index.services import rebuild_index
from search.questions.results.searcher import Searcher

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("search_sync")]


def test_guide_is_copied_whole_and_once():
    count = load_guide()
    OutboxEntry.objects.all().delete()

    assert load_guide() == count == HelpArticle.objects.count() == sum(len(s.articles) for s in read_guide())
    assert not OutboxEntry.objects.exists()


def test_changed_article_is_indexed_again():
    load_guide()
    HelpArticle.objects.filter(slug="relire").update(title="Autrefois")
    OutboxEntry.objects.all().delete()

    load_guide()

    assert HelpArticle.objects.get(slug="relire").title == "Relire une fiche"
    assert [entry.key for entry in OutboxEntry.objects.all()] == ["relire"]


def test_article_that_is_gone_is_forgotten():
    HelpArticle.objects.create(slug="ancien", title="Ancien", audience="public")

    load_guide()

    assert not HelpArticle.objects.filter(slug="ancien").exists()


def test_search_finds_the_answers_that_concern_the_reader(animator):
    load_guide()
    rebuild_index()

    def found(user, words):
        return {hit.key for hit in Searcher(user).find(words).page if hit.kind == "help"}

    assert "carte-perdue" in found(AnonymousUser(), "code oublié carte")
    assert "noter-un-groupe" in found(animator, "noter groupe sans réseau")
    assert "noter-un-groupe" not in found(AnonymousUser(), "noter groupe sans réseau")
