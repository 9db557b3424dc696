"""Tests of the card login."""

import re

import pytest
from django.contrib.auth import get_user

from b2i.learners.models.learner import Learner
from b2i.learners.rate_limit import TOO_MANY_MESSAGE
from b2i.learners.services import LOCKED_CARD_MESSAGE, WRONG_CARD_MESSAGE
from tests.factories.b2i import SECRET, LearnerFactory

pytestmark = pytest.mark.django_db
RIGHT = {"number": "46-0007", "secret": SECRET}
WRONG = {"number": "46-0007", "secret": "0001"}


def links_of_actions(page: str) -> list[str]:
    """Return the links beside the button to log out."""
    (form,) = re.findall(r'<form class="actions".*?</form>', page, re.DOTALL)
    return re.findall(r'href="([^"]+)"', form)


def form_errors(response) -> list[str]:
    return response.context["form"].non_field_errors()


def test_form_is_public_and_numeric(client):
    page = client.get("/carte/").content.decode()
    assert page.count('inputmode="numeric"') == 2
    assert client.get("/carte/").headers["Cache-Control"].count("no-store") == 1


def test_qr_fills_in_number(client):
    assert client.get("/carte/?n=46-0007").context["form"]["number"].value() == "46-0007"


def test_learner_opens_their_record(client, record):
    response = client.post("/carte/", {"number": "46 0007", "secret": SECRET})
    assert response["Location"] == "/b2i/mon-livret/"
    assert get_user(client) == record.learner.member
    assert client.get("/b2i/mon-livret/").status_code == 200


def test_refused_login_keeps_number_and_shows_contact(client, record):
    response = client.post("/carte/", WRONG)
    assert form_errors(response) == [WRONG_CARD_MESSAGE]
    assert response.context["form"]["number"].value() == "46-0007"
    assert not get_user(client).is_authenticated


def test_wrong_code_is_no_lost_writing(client, record):
    assert "n’est perdu" not in client.post("/carte/", {"number": "46 0007", "secret": "0001"}).content.decode()


def test_unknown_number_gets_same_answer(client, record):
    assert form_errors(client.post("/carte/", {"number": "46-9999", "secret": "0001"})) == [WRONG_CARD_MESSAGE]


def test_fifth_wrong_secret_locks_card(client, record):
    errors = [form_errors(client.post("/carte/", WRONG)) for _ in range(5)]
    assert errors == [[WRONG_CARD_MESSAGE]] * 4 + [[LOCKED_CARD_MESSAGE]]
    assert form_errors(client.post("/carte/", RIGHT)) == [LOCKED_CARD_MESSAGE]


def test_incomplete_form_spends_no_try(client, record):
    client.post("/carte/", {"number": "46-0007", "secret": "25"})
    assert Learner.objects.get().failed_logins == 0


def test_address_that_tries_many_cards_is_limited(client, db):
    learners = [LearnerFactory() for _ in range(6)]
    responses = [
        client.post("/carte/", {"number": learner.card_number, "secret": "0001"})
        for _ in range(4)
        for learner in learners
    ]
    assert [response.status_code for response in responses] == [200] * 20 + [429] * 4
    assert form_errors(responses[-1]) == [TOO_MANY_MESSAGE]


def test_other_address_is_not_limited(client, record):
    for _ in range(21):
        client.post("/carte/", {"number": "46-9999", "secret": "0001"})
    assert client.post("/carte/", RIGHT, REMOTE_ADDR="192.0.2.7").status_code == 302


def test_successful_logins_are_not_limited(client, record):
    for _ in range(25):
        assert client.post("/carte/", RIGHT).status_code == 302
        client.logout()


def test_logged_in_animator_sees_a_message(client_of, animator, record):
    client = client_of(animator)
    for response in (client.get("/carte/"), client.post("/carte/", RIGHT)):
        page = response.content.decode()
        assert (page.count("membre du réseau"), links_of_actions(page)) == (1, ["/b2i/livrets/"])
    assert get_user(client) == animator


def test_logged_in_learner_goes_to_their_record(client_of, record):
    client = client_of(record.learner.member)
    assert client.get("/carte/")["Location"] == "/b2i/mon-livret/"
    assert client.get("/carte/?n=46-0007")["Location"] == "/b2i/mon-livret/"


def test_card_of_other_learner_does_not_replace_session(client_of, record, other_record):
    client = client_of(record.learner.member)
    response = client.get(f"/carte/?n={other_record.learner.card_number}")
    page = response.content.decode()
    assert page.count("Le livret de Jeanne Delpech est encore ouvert ici.") == 1
    assert (links_of_actions(page), get_user(client)) == (["/b2i/mon-livret/"], record.learner.member)


def test_page_runs_the_query_of_the_menu_alone(client, record, django_assert_num_queries):
    with django_assert_num_queries(1):
        client.get("/carte/?n=46-0007")
