"""Tags of a topic: those of the site, five at most; found by the search, with the words merged into them."""

import pytest
from django.core.exceptions import ValidationError

from forums.declarations.search import TopicSource
from forums.messages.corrections.services import restore_topic, withdraw_post
from forums.messages.posts.services import open_topic
from forums.threads.tags.models import TopicTag
from forums.threads.tags.services import set_tags
from forums.threads.topics.models import Topic
from reseau.texts.tags.models import Tag, TagAlias
from tests.factories.forums import TopicFactory
from tests.indexing import noted_documents

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("search_sync")]


def names(topic: Topic) -> list[str]:
    return [tag.name for tag in topic.sorted_tags]


def test_words_become_tags_of_the_site_whatever_their_capitals(topic):
    kept = Tag.objects.create(name="Imprimante", slug="imprimante")
    TagAlias.objects.create(name="mél", key="mél", slug="mel", tag=Tag.objects.create(name="courriel", slug="courriel"))

    set_tags(topic=topic, text=" imprimante ; MÉL,, Clé  USB, imprimante")

    assert names(topic) == ["Clé USB", "courriel", "Imprimante"]
    assert Tag.objects.get(name__iexact="imprimante") == kept
    assert Tag.objects.get(name="Clé USB").slug == "clé-usb"


def test_tags_taken_away_go_and_the_others_stay(topic):
    set_tags(topic=topic, text="souris, clavier")
    kept = topic.tagged_items.get(tag__name="souris").pk

    set_tags(topic=topic, text="souris, écran")

    assert names(topic) == ["écran", "souris"]
    assert topic.tagged_items.get(tag__name="souris").pk == kept


def test_six_tags_are_refused_and_nothing_is_opened(network_forum, animator):
    with pytest.raises(ValidationError, match="il y en a 6"):
        open_topic(forum=network_forum, author=animator, title="Clé", body="Où ?", tags="a, b, c, d, e, f")

    assert (Topic.objects.count(), Tag.objects.count()) == (0, 0)


def test_index_is_told_of_the_topics_of_a_tag(topic, network_forum, animator):
    set_tags(topic=topic, text="mél")
    other = TopicFactory(forum=network_forum, author=animator, title="Autre")
    tag = Tag.objects.get()
    noted_documents()

    TagAlias.objects.create(name="e-mail", key="e-mail", slug="e-mail", tag=tag)
    set_tags(topic=other, text="")

    assert noted_documents() == {("topic", str(topic.pk))}
    document = TopicSource().document(TopicSource().queryset().get(pk=topic.pk))
    assert (document.tags, document.keywords) == (("mél",), ("Sujet de forum", "e-mail"))


def test_topic_that_comes_again_has_its_tags_but_one_merged_meanwhile(network_forum, animator):
    topic = TopicFactory(forum=network_forum, author=animator, tags="souris, clavier")
    withdrawn = withdraw_post(post=topic.posts.get())
    assert not TopicTag.objects.exists()
    Tag.objects.get(name="clavier").delete()

    assert names(restore_topic(withdrawn=withdrawn)) == ["souris"]
