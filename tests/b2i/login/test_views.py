"""Tests of the card login."""

import re

import pytest
from django.contrib.auth import get_user
from django.http import HttpResponse

from b2i.people.card_locks.limits import TOO_MANY_MESSAGE
from b2i.people.card_locks.models import CardTries
from b2i.people.learners.services import CLOSED_CARD_MESSAGE, WRONG_CARD_MESSAGE, reset_secret
from reseau.people.computers.recognition import COOKIE, set_computer_cookie
from tests.clock import freeze_time
from tests.factories.b2i import SECRET, CardTriesFactory, LearnerFactory
from tests.factories.reseau import ComputerFactory

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


def test_unknown_number_gets_same_answer(client, record):
    assert form_errors(client.post("/carte/", {"number": "46-9999", "secret": "0001"})) == [WRONG_CARD_MESSAGE]


def test_fifth_wrong_secret_gives_card_a_rest(client, record):
    with freeze_time("2026-11-27 15:00:00+01:00"):
        errors = [form_errors(client.post("/carte/", WRONG)) for _ in range(5)]
        errors.append(form_errors(client.post("/carte/", RIGHT)))
    (paused,) = errors[-1]
    assert errors == [[WRONG_CARD_MESSAGE]] * 4 + [[paused]] * 2
    assert paused.count("Recommencez à 15\u00a0h\u00a015.") == 1


def close_card(client) -> list[str]:
    """Type twenty wrong codes, waiting for the end of each pause; return the last refusal."""
    with freeze_time("2026-11-27 15:00:00+01:00") as clock:
        for hour in range(4):
            clock.move_to(f"2026-11-27 {15 + 2 * hour}:00:00+01:00")
            errors = [form_errors(client.post("/carte/", WRONG)) for _ in range(5)][-1]
    return errors


def test_twenty_wrong_secrets_close_card_and_page_says_where_to_go(client, record):
    assert close_card(client) == [CLOSED_CARD_MESSAGE]
    page = client.post("/carte/", RIGHT).content.decode()
    assert [page.count(text) for text in ("est fermé en ce moment", "n’est perdu", "les heures")] == [1, 0, 1]


def test_card_that_a_stranger_closed_opens_elsewhere(client, record):
    close_card(client)
    assert client.post("/carte/", RIGHT, REMOTE_ADDR="192.0.2.7").status_code == 302


def test_card_that_strangers_closed_everywhere_opens_on_a_computer_of_an_epm(client, record):
    CardTriesFactory.create_batch(3, lock__card_number="46-0007", wrong=20)
    assert form_errors(client.post("/carte/", RIGHT)) == [CLOSED_CARD_MESSAGE]
    client.cookies[COOKIE] = set_computer_cookie(HttpResponse(), ComputerFactory()).cookies[COOKIE].value
    assert client.post("/carte/", RIGHT).status_code == 302


def test_learner_reads_at_login_what_happened_to_their_card(client, record, animator):
    client.post("/carte/", RIGHT)
    client.logout()
    secret = reset_secret(learner=record.learner, by=animator)
    page = client.post("/carte/", RIGHT | {"secret": secret}, follow=True)
    (message,) = page.context["messages"]
    assert str(message).startswith("Votre code a changé.")
    assert str(message).endswith(f"à l’EPM de Gramat, avec {animator}.")
    client.logout()
    assert not list(client.post("/carte/", RIGHT | {"secret": secret}, follow=True).context["messages"])


@pytest.mark.parametrize("data", [WRONG, {}, {"number": "je ne sais plus", "secret": "mon code secret"}])
def test_refused_login_speaks_of_the_record_and_of_no_lost_writing(client, record, data):
    page = client.post("/carte/", data).content.decode()
    assert [page.count(text) for text in ("Le livret n’est pas ouvert", "à corriger", "n’est perdu")] == [1, 0, 0]


def test_incomplete_form_spends_no_try(client, record):
    client.post("/carte/", {"number": "46-0007", "secret": "25"})
    assert not CardTries.objects.exists()


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
