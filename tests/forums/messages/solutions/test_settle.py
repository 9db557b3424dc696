"""« C’est réglé »: the asker says which answer did it, or what they found out; it is shown under the question."""

import pytest
from bs4 import BeautifulSoup

from tests.factories.forums import PostFactory, TopicFactory

pytestmark = pytest.mark.django_db

SETTLE = "/forums/reseau/cle-usb-invisible/regle/"


@pytest.fixture
def post(topic, colleague):
    return PostFactory(topic=topic, author=colleague, body="> Bonjour\n\nChangez la **lettre** du lecteur.")


def test_answer_that_did_it_is_chosen_and_shown_under_the_question(client_of, topic, post, animator):
    asker = client_of(animator)

    page = asker.get(SETTLE)
    assert [words for _, words in page.context["form"].fields["answer"].choices] == [
        f"{post.author}\u00a0: Changez la lettre du lecteur.",
        "J’ai trouvé autrement",
    ]
    assert asker.post(SETTLE, {"answer": post.pk}).url == topic.get_absolute_url()

    topic.refresh_from_db()
    assert (topic.solution, topic.status) == (post, "solved")
    shown = BeautifulSoup(asker.get(topic.get_absolute_url()).content, "html.parser").select_one("aside.panel")
    assert "Changez la lettre du lecteur." in shown.get_text()
    assert shown.find_previous("article")["id"] == f"message-{topic.posts.first().pk}"
    assert asker.get(shown.a["href"]).url == post.page_url


def test_what_the_asker_found_out_becomes_the_answer(client_of, topic, post, animator):
    client_of(animator).post(SETTLE, {"answer": "moi", "line": "Le câble était abîmé."})

    topic.refresh_from_db()
    assert (topic.solution.author, topic.solution.body, topic.status) == (animator, "Le câble était abîmé.", "solved")


@pytest.mark.parametrize(
    ("data", "field"), [({}, "answer"), ({"answer": "moi"}, "line"), ({"answer": "moi", "line": " \u200b"}, "line")]
)
def test_nothing_is_settled_without_saying_how(client_of, topic, post, animator, data, field):
    page = client_of(animator).post(SETTLE, data)

    assert list(page.context["form"].errors) == [field]
    topic.refresh_from_db()
    assert (topic.status, topic.post_count) == ("answered", 2)


def test_post_of_another_topic_is_no_answer(client_of, topic, post, animator):
    other = PostFactory(topic=TopicFactory(forum=topic.forum))

    page = client_of(animator).post(SETTLE, {"answer": other.pk})

    assert list(page.context["form"].errors) == ["answer"]


def test_question_itself_is_not_proposed(client_of, topic, animator):
    assert len(client_of(animator).get(SETTLE).context["form"].fields["answer"].choices) == 1


@pytest.mark.parametrize("person", ["colleague", "stranger", "learner"])
def test_others_do_not_settle(client_of, topic, post, person, request):
    browser = client_of(request.getfixturevalue(person))

    assert (browser.get(SETTLE).status_code, browser.post(SETTLE, {"answer": post.pk}).status_code) == (404, 404)


def test_button_is_for_the_asker_of_an_open_question(client_of, topic, post, animator, colleague):
    assert SETTLE in client_of(animator).get(topic.get_absolute_url()).content.decode()
    assert SETTLE not in client_of(colleague).get(topic.get_absolute_url()).content.decode()


def test_discussion_is_not_settled(client_of, network_forum, animator):
    topic = TopicFactory(forum=network_forum, author=animator, kind="discussion")

    assert client_of(animator).get(f"{topic.get_absolute_url()}regle/").status_code == 404
