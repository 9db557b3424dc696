"""The list of questions that wait, the buttons that take one in hand, what the page of a question says of its clock."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from forums.messages.posts.services import answer, open_topic
from forums.threads.clock.models import QuestionWatch
from forums.threads.clock.services import climb_questions, take_in_hand
from tests.clock import freeze_time
from tests.factories.forums import TopicFactory

pytestmark = pytest.mark.django_db

PAGE = "/forums/attente/"
# Tuesday, ten in the morning; the next day at the same hour.
ASKED, ONE_DAY_LATER = "2026-09-15 08:00", "2026-09-16 08:00"


def take_url(topic) -> str:
    return reverse("forums:take", args=[topic.pk])


def give_back_url(topic) -> str:
    return reverse("forums:give_back", args=[topic.pk])


@pytest.fixture
def question(network_forum, animator, territorial):
    with freeze_time(ASKED):
        return open_topic(forum=network_forum, author=animator, title="Wifi lent", body="Que faire\u00a0?")


def shown(client) -> list[tuple[str, bool]]:
    return [(watch.topic.title, watch.has_arrived) for watch in client.get(PAGE).context["watches"]]


def outlook(client, topic) -> str:
    about = client.get(topic.get_absolute_url()).context["outlook"]
    return f"{about.now} {about.after}".strip() if about else ""


def test_list_is_for_those_who_watch_over_forums(client, client_of, animator, learner, territorial, question):
    assert client.get(PAGE).url.startswith("/connexion/")
    for member in (animator, learner):
        assert client_of(member).get(PAGE).status_code == 404
    assert client_of(territorial).get(PAGE).status_code == 200


def test_each_sees_their_own_questions_and_what_has_climbed_to_them_first(
    client_of, cahors_forum, network_forum, question, animator, stranger, territorial, other_territorial, coordinator
):
    with freeze_time(ASKED):
        open_topic(forum=cahors_forum, author=stranger, title="Clé perdue", body="Qui l’a\u00a0?")
        answered = open_topic(forum=network_forum, author=animator, title="Clavier", body="Collant.")
        answer(topic=answered, author=stranger, body="Le nettoyer.")
    with freeze_time(ONE_DAY_LATER):
        climb_questions()
        open_topic(forum=network_forum, author=animator, title="Écran", body="Noir.")
        assert shown(client_of(territorial)) == [("Wifi lent", True), ("Écran", False)]
        assert shown(client_of(other_territorial)) == [("Clé perdue", True)]
        assert shown(client_of(coordinator)) == [("Wifi lent", False), ("Clé perdue", False), ("Écran", False)]
    with freeze_time("2026-09-18 08:00"):
        climb_questions()
        page = client_of(coordinator).get(PAGE).content.decode()
        assert shown(client_of(coordinator))[0] == ("Wifi lent", True)
    assert "3 jours" in page


def test_question_is_taken_in_hand_and_given_back(client_of, question, territorial, coordinator):
    with freeze_time("2026-09-15 09:00"):
        client = client_of(territorial)
        assert client.post(take_url(question), {"retour": PAGE}).url == PAGE
        assert outlook(client, question) == (
            "Vous vous en occupez. Sans réponse, elle ira le jeudi 17 septembre à la coordination départementale."
        )
        assert f"{territorial} s’en occupe" in client_of(coordinator).get(PAGE).content.decode()
        assert client.post(give_back_url(question)).url == question.get_absolute_url()
    assert QuestionWatch.objects.get().taken_by is None


def test_refusals_are_shown_on_the_page(client_of, question, territorial, coordinator, colleague):
    take_in_hand(topic=question, by=territorial)
    client = client_of(coordinator)

    refused = client.post(take_url(question), follow=True)
    assert [str(message) for message in refused.context["messages"]] == [f"{territorial} s’en occupe déjà."]
    refused = client.post(give_back_url(question), follow=True)
    assert [str(message) for message in refused.context["messages"]] == ["Cette question n’est pas entre vos mains."]
    answer(topic=question, author=colleague, body="Changer de canal.")
    refused = client.post(take_url(question), follow=True)
    assert [str(message) for message in refused.context["messages"]] == [
        "Cette question a reçu une réponse entre-temps."
    ]


def test_nobody_else_takes_a_question_in_hand(
    client_of, question, figeac_topic, animator, colleague, stranger, learner, other_territorial
):
    for member, topic in (
        *((member, question) for member in (animator, colleague, stranger, learner)),
        (other_territorial, figeac_topic),
    ):
        assert client_of(member).post(take_url(topic)).status_code == 404
        assert client_of(member).post(give_back_url(topic)).status_code == 404
    assert not QuestionWatch.objects.exclude(taken_by=None).exists()
    assert client_of(other_territorial).get(take_url(question)).status_code == 405


def test_asker_reads_what_happens_next_and_others_do_not(
    client_of, question, animator, colleague, territorial, coordinator
):
    with freeze_time(ASKED):
        assert outlook(client_of(animator), question) == (
            "La question est annoncée à ceux qui suivent ce forum et à ceux qui y veillent. Sans réponse, elle ira le "
            "mercredi 16 septembre à l’animation du territoire de Figeac."
        )
        assert outlook(client_of(colleague), question) == ""
    with freeze_time(ONE_DAY_LATER):
        climb_questions()
        assert outlook(client_of(animator), question) == (
            "La question est montée à l’animation du territoire de Figeac le mercredi 16 septembre. Sans réponse, elle "
            "ira le vendredi 18 septembre à la coordination départementale."
        )
    with freeze_time("2026-09-18 08:00"):
        climb_questions()
        assert outlook(client_of(animator), question) == (
            "La question est montée à la coordination départementale le vendredi 18 septembre."
        )
    answer(topic=question, author=colleague, body="Changer de canal.")
    assert outlook(client_of(animator), question) == outlook(client_of(territorial), question) == ""


def test_list_costs_as_much_with_three_questions_as_with_one(client_of, question, territorial, colleague):
    client, counts = client_of(territorial), []
    for _ in range(2):
        client.get(PAGE)
        with CaptureQueriesContext(connection) as queries:
            client.get(PAGE)
        counts.append(len(queries))
        for _ in range(2):
            take_in_hand(topic=TopicFactory(forum=question.forum, author=colleague), by=territorial)
    assert counts[0] == counts[1] <= 8


def test_dashboard_counts_the_questions_that_have_climbed(client_of, question, territorial, coordinator):
    line = "1\u00a0question sans réponse vous attend"
    assert line not in client_of(territorial).get("/").content.decode()
    with freeze_time(ONE_DAY_LATER):
        climb_questions()
    assert line in client_of(territorial).get("/").content.decode()
    assert line not in client_of(coordinator).get("/").content.decode()
    with freeze_time("2026-09-18 08:00"):
        climb_questions()
    assert line in client_of(coordinator).get("/").content.decode()
