"""Search inside the forums: solved first, posts too, nothing of a forum that the person does not read."""

import pytest

from forums.browsing import topic_search
from forums.messages.solutions.services import mark_solved
from search.engines.base import EngineUnavailableError
from search.index.services import rebuild_index
from tests.factories.forums import PostFactory, TopicFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("search_sync")]

QUERIES = 12


@pytest.fixture
def topics(network_forum, figeac_forum, animator, colleague):
    """« hors connexion » in the title of one, in an answer of a solved one, in a topic of Figeac."""
    titled = TopicFactory(forum=network_forum, author=animator, title="Imprimante hors connexion", body="Que faire ?")
    solved = TopicFactory(forum=network_forum, author=animator, title="Papier bloqué", body="Dans le bac.")
    PostFactory(topic=solved, author=colleague, body="Rien.")
    answer = PostFactory(topic=solved, author=colleague, body="La nôtre était **hors connexion**, tout simplement.")
    mark_solved(post=answer, by=animator, notify=False)
    TopicFactory(forum=figeac_forum, author=animator, title="Tablette hors connexion à Gramat", tags="tablette")
    TopicFactory(forum=network_forum, author=animator, title="Tout autre chose", body="Rien à voir.")
    rebuild_index()
    return {"titled": titled, "solved": solved, "answer": answer}


def titles(page) -> list[str]:
    return [topic.title for topic in page.context["topics"]]


def test_words_are_searched_in_titles_and_posts_and_solved_topics_come_first(client_of, topics, stranger):
    page = client_of(stranger).get("/forums/?q=hors connexion")

    assert titles(page) == ["Papier bloqué", "Imprimante hors connexion"]
    passage = page.context["topics"][0].passage
    assert passage.post == topics["answer"]
    assert passage.html == "La nôtre était <mark>hors</mark> <mark>connexion</mark>, tout simplement."
    assert page.context["topics"][1].passage is None
    assert f'href="{topics["answer"].get_absolute_url()}"' in page.content.decode()


def test_box_of_a_forum_searches_in_that_forum(client_of, topics, colleague, stranger):
    reader = client_of(colleague)

    assert len(titles(reader.get("/forums/?q=hors connexion"))) == 3
    assert titles(reader.get("/forums/figeac/?q=hors connexion")) == ["Tablette hors connexion à Gramat"]
    assert titles(reader.get("/forums/reseau/?q=hors connexion")) == ["Papier bloqué", "Imprimante hors connexion"]
    assert client_of(stranger).get("/forums/figeac/?q=hors connexion").status_code == 404
    assert "Gramat" not in client_of(stranger).get("/forums/?q=hors connexion").content.decode()


def test_words_state_and_tag_narrow_together(client_of, topics, colleague):
    reader = client_of(colleague)

    assert titles(reader.get("/forums/?q=hors connexion&etat=solved")) == ["Papier bloqué"]
    page = reader.get("/forums/?q=connexion&mot=tablette")
    assert titles(page) == ["Tablette hors connexion à Gramat"]
    assert page.context["topic_list"].chips()[0].url == "?vue=a-lire&mot=tablette&q=connexion"
    assert '<input type="hidden" name="mot" value="tablette">' in page.content.decode()


@pytest.mark.parametrize("words", ["a\x00b", "'\"<script>", "x" * 300, "   "])
def test_odd_words_find_nothing_and_break_nothing(client_of, topics, stranger, words):
    page = client_of(stranger).get("/forums/reseau/", {"q": words})

    assert page.status_code == 200
    assert "<script>&" not in page.content.decode()
    assert bool(words.strip()) == (titles(page) == [])


def test_part_of_the_words_is_said_and_nothing_found_too(client_of, topics, stranger):
    reader = client_of(stranger)

    assert reader.get("/forums/?q=imprimante zorglub").context["topic_list"].found.widened
    assert "Aucun sujet ne répond à ces mots." in reader.get("/forums/?q=zorglubxyz").content.decode()


def test_titles_are_read_while_the_engine_cannot_answer(client_of, topics, stranger, monkeypatch):
    class Broken:
        def ranking(self, query):
            raise EngineUnavailableError

    monkeypatch.setattr("search.questions.results.searcher.get_engine", Broken)
    page = client_of(stranger).get("/forums/?q=imprimante gramat")

    assert titles(page) == ["Imprimante hors connexion"]
    assert "momentanément indisponible" in page.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_search_asks_as_many_questions_whatever_it_finds(
    client_of, network_forum, animator, count, django_assert_num_queries
):
    for rank in range(count):
        TopicFactory(forum=network_forum, author=animator, title=f"Souris {rank}", body="La souris traîne.")
    rebuild_index()
    reader = client_of(animator)
    reader.get("/forums/reseau/?q=souris")

    with django_assert_num_queries(QUERIES):
        page = reader.get("/forums/reseau/?q=souris")
    assert len(titles(page)) == count
    assert len(page.content) < 30_000


def test_passage_is_looked_for_in_a_few_posts(topic, animator, colleague):
    PostFactory.create_batch(topic_search.MOST_POSTS + 1, topic=topic, author=colleague, body="disparu")

    found = topic_search.passages([topic], "elle disparu de")

    assert found[topic.pk].post == topic.posts.first()
    assert topic_search.passages([topic], "à la") == topic_search.passages([], "disparu") == {}
