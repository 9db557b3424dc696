"""While a title is typed: what resembles it, solved first, and nothing of a hidden forum."""

import pytest

from forums.messages.similar import SHOWN, find_similar
from forums.messages.solutions.services import mark_solved
from forums.threads.topics.models import Topic
from search.index.services import rebuild_index
from tests.factories.forums import PostFactory, TopicFactory
from tests.factories.ressources import SheetFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("search_sync")]

TITLE = "Imprimante réseau hors connexion"


@pytest.fixture
def topics(network_forum, figeac_forum, animator):
    """Three topics about the same printer: an open one, a solved one, and an open one of Figeac."""
    titles = ["Imprimante réseau hors connexion", "Notre imprimante du réseau est hors connexion", f"{TITLE} à Gramat"]
    forums = [network_forum, network_forum, figeac_forum]
    topics = [
        TopicFactory(forum=forum, author=animator, title=title) for forum, title in zip(forums, titles, strict=True)
    ]
    mark_solved(post=PostFactory(topic=topics[1]), by=animator, notify=False)
    rebuild_index()
    return topics


def test_solved_topics_come_first_and_hidden_ones_do_not(topics, stranger, colleague):
    found = [hit.title for hit in find_similar(stranger, TITLE)]

    assert found == ["Notre imprimante du réseau est hors connexion", "Imprimante réseau hors connexion"]
    assert len(find_similar(colleague, TITLE)) == 3


@pytest.mark.parametrize("title", ["", "Souris", "  a\x00b  "])
def test_title_of_a_few_letters_finds_nothing(topics, stranger, title):
    assert find_similar(stranger, title) == []


def test_titles_are_given_to_the_script(client_of, topics, stranger):
    page = client_of(stranger).get("/forums/semblables/", {"titre": TITLE}).content.decode()

    assert f'href="{topics[1].get_absolute_url()}"' in page
    assert "Gramat" not in page


def test_learner_gets_nothing(client_of, learner):
    assert client_of(learner).get("/forums/semblables/", {"titre": TITLE}).status_code == 404


def test_button_shows_the_same_and_loses_nothing(client_of, topics, stranger):
    typed = {"title": TITLE, "body": "Un matin sur deux.", "tags": "wifi", "kind": "discussion", "semblables": "1"}

    page = client_of(stranger).post("/forums/reseau/nouveau/", typed)
    html = page.content.decode()

    assert page.context["similar"][0].title == topics[1].title
    assert all(text in html for text in (f'value="{TITLE}"', "Un matin sur deux.</textarea>", 'value="wifi"'))
    assert Topic.objects.count() == 3


def test_button_says_that_nothing_resembles(client_of, topics, stranger):
    typed = {"title": "Qui prête une perceuse à colonne ?", "semblables": "1"}

    page = client_of(stranger).post("/forums/reseau/nouveau/", typed)

    assert "la question est neuve" in page.content.decode()
    assert not page.context["form"].errors


def test_topic_of_the_same_title_is_not_pushed_aside_by_sheets(network_forum, animator, site_tree):
    title = "Imprimer depuis un téléphone sans fil"
    topic = TopicFactory(forum=network_forum, author=animator, title=title)
    for rank in range(SHOWN + 2):
        SheetFactory(data__title=f"Imprimer depuis un téléphone sans fil, atelier {rank}")
    rebuild_index()

    found = find_similar(animator, title)

    assert (len(found), found[-1].title) == (SHOWN, topic.title)
    assert {hit.kind for hit in found[:-1]} == {"sheet"}


def test_what_has_all_the_words_is_shown_alone(topics, stranger, network_forum, animator):
    title = "Imprimante hors connexion et papier froissé"
    assert topics[1].title in [hit.title for hit in find_similar(stranger, title)]
    TopicFactory(forum=network_forum, author=animator, title=title)
    rebuild_index()
    assert [hit.title for hit in find_similar(stranger, title)] == [title]
