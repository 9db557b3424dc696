"""Tags that a person may be offered: those of what they see, the most used first, merged words included."""

import pytest
from django.contrib.auth.models import AnonymousUser

from forums.declarations.tagged_kinds import Topics
from reseau.texts.tags.models import Tag, TagAlias
from reseau.texts.tags.tagged_kinds import SuggestedTag, find_tag, suggest_tags, used_names, uses_of
from ressources.declarations.tagged_kinds import Sheets
from tests.factories.forums import ForumFactory, TopicFactory
from tests.factories.ressources import DraftFactory, SheetFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def words(epm, animator, figeac):
    """« courriel » on sheets and a topic, « réseau » on a topic, « secret » where few read, « projet » on a draft."""
    SheetFactory.create_batch(2, epm=epm, author=animator, data__tags=("courriel",))
    DraftFactory(epm=epm, author=animator, data__tags=("projet",))
    TopicFactory(author=animator, tags="courriel, réseau")
    TopicFactory(author=animator, forum=ForumFactory(territory=figeac, slug="figeac"), tags="secret")


def test_used_names_are_those_that_the_person_sees(words, animator, stranger, django_assert_num_queries):
    assert used_names(animator) == ["courriel", "réseau", "secret"]
    assert used_names(stranger) == ["courriel", "réseau"]
    assert used_names(AnonymousUser()) == ["courriel"]
    stranger.territory_ids  # noqa: B018 - read before the count
    with django_assert_num_queries(1):
        used_names(stranger)


def test_suggestions_ignore_accents_and_follow_merged_words(words, animator, stranger):
    TagAlias.objects.create(name="mél", key="mél", slug="mel", tag=Tag.objects.get(name="courriel"))
    Tag.objects.create(name="Réseau mobile, jamais porté", slug="x")

    assert suggest_tags(animator, "RESE") == [SuggestedTag("réseau")]
    assert suggest_tags(animator, "mel") == [SuggestedTag("courriel", merged="mél")]
    assert suggest_tags(stranger, "secr") == suggest_tags(animator, "  ") == suggest_tags(animator, "zzz") == []


def test_what_begins_with_the_word_comes_before_what_holds_it(animator):
    TopicFactory(author=animator, tags="clé usb, carte clé")
    TopicFactory(author=animator, tags="carte clé")

    assert [tag.name for tag in suggest_tags(animator, "cle")] == ["clé usb", "carte clé"]


def test_tag_is_found_at_its_address_or_that_of_a_merged_word(words, animator, stranger):
    TagAlias.objects.create(name="mél", key="mél", slug="mel", tag=Tag.objects.get(name="courriel"))

    assert [find_tag(stranger, slug) for slug in ("courriel", "mel", "secret", "projet", "rien")] == [
        Tag.objects.get(name="courriel"),
        Tag.objects.get(name="courriel"),
        None,
        None,
        None,
    ]
    assert find_tag(animator, "secret") == Tag.objects.get(name="secret")


def test_uses_count_what_the_person_sees(words, animator, stranger):

    tag = Tag.objects.get(name="courriel")

    assert [(use.words, use.url) for use in uses_of(tag, stranger, besides=Topics)] == [
        ("2\u00a0fiches", "/ressources/?motcle=courriel")
    ]
    assert [(use.words, use.url) for use in uses_of(tag, stranger, besides=Sheets)] == [
        ("1\u00a0sujet des forums", "/forums/?mot=courriel")
    ]
    assert uses_of(tag, AnonymousUser(), besides=Sheets) == []
