"""The document of a topic, and its audience."""

from datetime import UTC, date, datetime

import pytest
from django.template import Context, Template

from forums.declarations.search import TopicSource
from forums.messages.corrections.services import edit_post
from forums.messages.posts.models import Post
from forums.messages.posts.services import answer, open_topic
from forums.messages.solutions.services import mark_solved, unmark
from forums.moderation.services.erasure import erase
from forums.moderation.services.hiding import hide, show
from forums.threads.forums.models import Forum
from forums.threads.forums.services import create_forum, set_members
from forums.threads.topics.models import Topic
from reseau.places.models.commune import Territory
from search.index.outbox import OutboxEntry
from search.sources.registry import find_source
from tests.factories.forums import ForumFactory, PostFactory, TopicFactory
from tests.factories.reseau import CommuneFactory
from tests.indexing import indexed, noted

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("search_sync")]


def document_of(topic):
    source = TopicSource()
    return source.document(source.queryset().get(pk=topic.pk))


def test_source_is_declared():
    assert type(find_source("topic")) is TopicSource


def test_topic_is_found_by_its_title_and_all_its_posts(figeac_forum, figeac, colleague):
    topic = TopicFactory(
        forum=figeac_forum,
        title="Clé USB invisible",
        body="Elle a *disparu*.",
        tags="clé usb, windows",
        at=datetime(2025, 12, 31, 22, 30, tzinfo=UTC),
    )
    # 23 h 30 in UTC is the next day, and the next year, in Paris.
    PostFactory(topic=topic, author=colleague, body="Autre **port** ?", at=datetime(2025, 12, 31, 23, 30, tzinfo=UTC))

    document = document_of(topic)

    assert (document.kind, document.key, document.title) == ("topic", str(topic.pk), "Clé USB invisible")
    assert document.url == "/forums/figeac/cle-usb-invisible/"
    assert document.summary == "Elle a disparu."
    assert document.body == "Elle a disparu.\nAutre port ?"
    assert (document.tags, document.keywords) == (("clé usb", "windows"), ("Sujet de forum",))
    assert document.facets == {
        "territory": ("Figeac",),
        "forum": (figeac_forum.title,),
        "topic_kind": ("question",),
        "status": ("answered",),
        "year": ("2026",),
    }
    assert document.facts == (figeac_forum.title, "1 réponse")
    assert document.date == date(2026, 1, 1)
    assert document.audience == {f"territory:{figeac.pk}", "coordinator"}


def test_topic_of_the_network_has_no_territory(topic):
    document = document_of(topic)

    assert (document.facets["territory"], document.audience) == ((), {"member"})
    assert document.facts == (topic.forum.title,)


def test_long_question_is_cut_in_the_summary(network_forum):
    document = document_of(TopicFactory(forum=network_forum, body="mot " * 100))

    assert (len(document.summary), document.summary[-1]) == (200, "…")


def test_any_number_of_documents_costs_five_queries(network_forum, django_assert_num_queries):
    PostFactory.create_batch(3, topic__forum=network_forum, topic__tags="souris, clavier")
    source = TopicSource()

    with django_assert_num_queries(5):
        documents = [source.document(topic) for topic in source.queryset()]
    assert len(documents) == 3


def test_results_are_checked_against_the_visible_topics(topic, figeac_topic, stranger):
    assert list(TopicSource().visible_to(stranger)) == [topic]


def test_what_changes_a_document_resolves_to_the_topic(topic, figeac_topic, figeac):
    origins = {Post: figeac_topic.posts.get(), Forum: figeac_topic.forum, Territory: figeac}

    topics_by_model = {
        model: list(Topic.objects.filter(**{path: origins[model].pk}))
        for model, path in TopicSource().related().items()
        if model in origins
    }

    assert topics_by_model == {model: [figeac_topic] for model in origins}


def test_changes_of_a_topic_are_noted(topic, colleague, animator):
    noted("topic")
    post = answer(topic=topic, author=colleague, body="Autre port ?")
    assert noted("topic") == {str(topic.pk)}
    edit_post(post=post, body="Un autre port ?")
    assert noted("topic") == {str(topic.pk)}
    mark_solved(post=post, by=animator)
    assert noted("topic") == {str(topic.pk)}
    unmark(topic=topic)
    assert noted("topic") == {str(topic.pk)}
    post.delete()
    assert noted("topic") == {str(topic.pk)}


def test_opened_or_deleted_topic_is_noted(network_forum, animator):
    topic = open_topic(forum=network_forum, author=animator, title="Écran noir", body="Que faire ?")
    key = str(topic.pk)
    assert noted("topic") == {key}
    topic.delete()
    assert noted("topic") == {key}


def test_change_of_the_readers_of_a_forum_updates_its_topics(topic, figeac_topic, cahors):
    assert indexed("topic") == {str(topic.pk), str(figeac_topic.pk)}
    forum = figeac_topic.forum
    forum.territory = cahors
    forum.save()
    assert noted("topic") == {str(figeac_topic.pk)}
    assert document_of(figeac_topic).audience == {f"territory:{cahors.pk}", "coordinator"}


def test_new_name_of_a_territory_updates_the_topics_of_its_forum(topic, figeac_topic, figeac):
    noted("topic")
    figeac.save()
    assert noted("topic") == {str(figeac_topic.pk)}


def test_person_who_joins_or_leaves_a_project_updates_its_topics(coordinator, animator):
    forum = create_forum(by=coordinator, kind="project", title="Parents", description="Ensemble.", members=[animator])
    topic = TopicFactory(forum=forum, author=animator)
    noted("topic")

    set_members(forum=forum, members=[], by=coordinator)

    assert noted("topic") == {str(topic.pk)}
    assert document_of(topic).audience == {f"colleague:{coordinator.pk}", "coordinator"}


def test_epm_that_changes_territory_updates_the_topics_of_its_forum(epm, cahors, animator):
    topic = TopicFactory(forum=ForumFactory(epm=epm), author=animator)
    noted("topic")
    epm.commune = CommuneFactory(territory=cahors)
    epm.save()

    assert noted("topic") == {str(topic.pk)}
    assert document_of(topic).audience == {f"epm:{epm.pk}", f"watch:{cahors.pk}", "coordinator"}


def test_discussion_has_its_kind_and_no_state(network_forum):
    document = document_of(TopicFactory(forum=network_forum, kind="discussion"))

    assert document.facets["status"] == ()
    assert document.facts == ("Discussion", network_forum.title)


def test_result_shows_the_state_of_a_topic_like_its_forum():
    template = Template('{% include "forums/_found_topic.html" %}')
    for status, look in (("solved", " good"), ("open", " wait"), ("answered", "")):
        state = {"value": status, "label": "État"}
        html = template.render(Context({"card": {"words": {"status": [state]}, "facts": "Réseau · 2 réponses"}}))
        assert f'<span class="state{look}">État</span> Réseau · 2 réponses' in " ".join(html.split())


def test_index_loses_a_hidden_or_erased_text_with_the_decision(topic, coordinator, django_capture_on_commit_callbacks):
    posts = [PostFactory(topic=topic, body=f"Nom de {name}") for name in ("Monique", "Lucette")]
    indexed("topic")

    with django_capture_on_commit_callbacks(execute=True):
        hide(post=posts[0], by=coordinator, reason="Il nomme", words="Sans nom")
        erase(post=posts[1], by=coordinator, reason="Il nomme")

    assert "Nom" not in document_of(topic).body
    assert not OutboxEntry.objects.exists()
    show(post=posts[0], by=coordinator)
    assert document_of(topic).body.endswith("Nom de Monique")
