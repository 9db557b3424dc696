"""Pages of a poll: the form of the topic, the vote, the results, the list."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from forums.enums import TopicKind
from forums.messages.posts.services import open_topic
from forums.threads.polls.models import Poll, PollVote
from forums.threads.polls.services import vote
from forums.threads.topics.models import Topic
from reseau.texts.wording import day_in_full
from tests.factories.reseau import PositionFactory

pytestmark = pytest.mark.django_db

NEW = "/forums/reseau/nouveau/"
SECRET = "Personne ne voit qui a voté quoi."


@pytest.fixture
def sent():
    """The form of a new poll, as a browser sends it."""
    return {
        "kind": "poll",
        "title": "Quel jour pour la veillée",
        "body": "Dites ce qui vous va.",
        "choices": "Samedi matin\r\nJeudi après-midi",
        "closes": (timezone.localdate() + timedelta(days=3)).isoformat(),
        "tags": "veillée",
    }


def address(poll) -> str:
    return f"{poll.topic.get_absolute_url()}sondage/{poll.pk}/voter/"


def page_of(browser, url: str) -> BeautifulSoup:
    return BeautifulSoup(browser.get(url).content, "html.parser")


def text_of(element) -> str:
    return " ".join(element.get_text().split())


def messages_of(response) -> list[str]:
    return [str(message).replace("\u00a0", " ") for message in response.context["messages"]]


def test_poll_is_opened_from_the_form(client_of, animator, network_forum, sent):
    response = client_of(animator).post(NEW, sent | {"several": "on"})

    poll = Poll.objects.get()
    assert response.url == poll.topic.get_absolute_url() == "/forums/reseau/quel-jour-pour-la-veillee/"
    assert (poll.topic.kind, poll.several, poll.closes.isoformat()) == ("poll", True, sent["closes"])
    assert [(choice.rank, choice.text) for choice in poll.choices.all()] == [
        (1, "Samedi matin"),
        (2, "Jeudi après-midi"),
    ]


@pytest.mark.parametrize(
    ("change", "errors"),
    [
        ({"choices": ""}, {"choices": ["Donnez au moins deux réponses possibles, une par ligne."]}),
        ({"choices": "Oui\nOUI"}, {"choices": ["« OUI » est deux fois dans la liste."]}),
        ({"closes": ""}, {"closes": ["Dites jusqu’à quel jour on vote."]}),
        ({"closes": "bientôt"}, {"closes": ["Écrivez le jour comme dans 31/12/2026."]}),
        ({"closes": "2020-01-01"}, {"closes": ["Ce jour est passé : choisissez aujourd’hui ou un jour à venir."]}),
        (
            {"kind": "question"},
            {"kind": ["Vous avez écrit des réponses possibles : choisissez « un sondage », ou effacez-les."]},
        ),
    ],
)
def test_refused_poll_says_why_beside_the_field_and_keeps_all(client_of, animator, network_forum, sent, change, errors):
    response = client_of(animator).post(NEW, sent | {"several": "on"} | change)

    found = response.context["form"].errors
    assert {name: [text.replace("\u00a0", " ") for text in texts] for name, texts in found.items()} == errors
    page = BeautifulSoup(response.content, "html.parser")
    expected = sent | change
    assert page.select_one("[name=choices]").get_text().strip().splitlines() == expected["choices"].splitlines()
    assert page.select_one("[name=closes]").get("value", "") == expected["closes"]
    assert page.select_one("[name=several]").has_attr("checked")
    assert page.select_one("[name=kind][checked]")["value"] == expected["kind"]
    assert page.select_one("[name=body]").get_text().strip() == expected["body"]
    assert not Topic.objects.exists()


def test_other_kinds_do_not_mind_the_fields_of_a_poll(client_of, animator, network_forum, sent):
    client_of(animator).post(NEW, sent | {"kind": "discussion", "choices": " \n", "closes": "bientôt"})

    assert Topic.objects.get().kind == "discussion"
    assert not Poll.objects.exists()


def test_draft_keeps_the_poll(client_of, animator, network_forum, sent):
    browser = client_of(animator)
    browser.post(f"{NEW}brouillon/", sent | {"several": "on"})

    page = page_of(browser, NEW)

    assert page.select_one("[name=kind][checked]")["value"] == "poll"
    assert page.select_one("[name=choices]").get_text().strip().splitlines() == ["Samedi matin", "Jeudi après-midi"]
    assert page.select_one("[name=closes]")["value"] == sent["closes"]
    assert page.select_one("[name=several]").has_attr("checked")


def test_form_says_that_votes_are_secret(client_of, animator, network_forum):
    page = page_of(client_of(animator), NEW)

    assert SECRET in text_of(page.select_one("#id_choices_helptext"))
    assert page.select_one("[name=closes]")["value"] == (timezone.localdate() + timedelta(days=14)).isoformat()


def test_results_come_with_the_vote(client_of, colleague, stranger, poll, keys):
    vote(poll=poll, member=stranger, choices=keys[:1])
    browser = client_of(colleague)
    section = page_of(browser, poll.topic.get_absolute_url()).select_one("#sondage")
    assert (section.h2.get_text(), section.select(".poll-results")) == ("Votez", [])
    assert SECRET in text_of(section)
    assert section.form["action"] == address(poll)

    response = browser.post(address(poll), {"choix": keys[1]}, follow=True)

    assert response.redirect_chain == [(f"{poll.topic.get_absolute_url()}#sondage", 302)]
    assert messages_of(response) == [
        f"Votre vote est compté. Vous pouvez le changer jusqu’au {day_in_full(poll.closes)} compris."
    ]
    section = BeautifulSoup(response.content, "html.parser").select_one("#sondage")
    assert [text_of(line) for line in section.select(".poll-results li")] == [
        "Samedi matin 1 50 %",
        "Jeudi après-midi Votre choix 1 50 %",
        "Aucun des deux 0 0 %",
    ]
    assert section.select_one("details input[checked]")["value"] == str(keys[1])
    assert str(stranger) not in text_of(section)


def test_closed_poll_shows_its_results_and_no_form(client_of, colleague, poll, keys):
    vote(poll=poll, member=colleague, choices=keys[:1])
    Poll.objects.update(closes=timezone.localdate() - timedelta(days=1))
    reader = client_of(PositionFactory().member)

    section = page_of(reader, poll.topic.get_absolute_url()).select_one("#sondage")

    assert (section.h2.get_text(), section.select("form")) == ("Sondage clos", [])
    assert text_of(section.select_one(".poll-results li")) == "Samedi matin 1 100 %"
    response = reader.post(address(poll), {"choix": keys[0]}, follow=True)
    assert messages_of(response) == ["Ce sondage est clos : on n’y vote plus."]
    assert PollVote.objects.count() == 1


@pytest.mark.parametrize(
    ("picked", "message"),
    [
        ([], "Cochez une réponse avant de voter."),
        (["abc"], "Cochez une réponse avant de voter."),
        (["9" * 17], "Cette réponse n’est pas dans le sondage : relisez-le, puis votez."),
        ([0, 1], "Ce sondage demande une seule réponse : gardez celle qui compte."),
    ],
)
def test_refused_vote_says_why(client_of, colleague, poll, keys, picked, message):
    choices = [keys[choice] if isinstance(choice, int) else choice for choice in picked]

    response = client_of(colleague).post(address(poll), {"choix": choices}, follow=True)

    assert messages_of(response) == [message]
    assert not PollVote.objects.exists()


def test_poll_of_another_territory_is_not_found(client_of, stranger, learner, figeac_forum, animator, terms):
    topic = open_topic(
        forum=figeac_forum, author=animator, title="Clé", body="Qui l’a ?", kind=TopicKind.POLL, poll=terms
    )
    choice = {"choix": topic.poll.choices.first().pk}

    assert client_of(stranger).post(address(topic.poll), choice).status_code == 404
    assert client_of(learner).post(address(topic.poll), choice).status_code in (403, 404)
    assert not PollVote.objects.exists()


def test_list_says_until_when_one_votes(client_of, colleague, poll):
    def state() -> str:
        return text_of(page_of(client_of(colleague), "/forums/?vue=tous").select_one(".topic .state:last-child"))

    assert state() == f"Sondage jusqu’au {day_in_full(poll.closes, 'j F')}"
    Poll.objects.update(closes=timezone.localdate() - timedelta(days=1))
    assert state() == "Sondage clos"


@pytest.mark.parametrize("count", [1, 3])
def test_page_costs_the_same_with_more_votes(client_of, colleague, poll, keys, count, django_assert_max_num_queries):
    for _ in range(count):
        vote(poll=poll, member=PositionFactory().member, choices=keys[:1])
    browser = client_of(colleague)
    browser.get(poll.topic.get_absolute_url())

    with django_assert_max_num_queries(12):
        browser.get(poll.topic.get_absolute_url())


@pytest.mark.parametrize("count", [1, 3])
def test_list_costs_the_same_with_more_polls(
    client_of, colleague, network_forum, animator, terms, count, django_assert_max_num_queries
):
    for rank in range(count):
        open_topic(
            forum=network_forum, author=animator, title=f"Jour {rank}", body="?", kind=TopicKind.POLL, poll=terms
        )
    browser = client_of(colleague)

    with django_assert_max_num_queries(9):
        assert len(browser.get("/forums/?vue=tous").context["topics"]) == count


def test_moderation_reads_the_choices(client_of, coordinator, poll):
    page = client_of(coordinator).get(f"/forums/moderation/message/{poll.topic.posts.get().pk}/").content.decode()

    assert "<li>Jeudi après-midi</li>" in page
