"""“Mes connexions”: who reads and ends which; and what an open page asks and tells about its own connection."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user
from django.test import Client
from pytest_django.asserts import assertRedirects

from reseau.people.connections.limits import LONGEST, MEMBER_IDLE, SHARED_IDLE
from reseau.people.connections.models import Connection

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
ADDRESS, STAY = "/compte/connexions/", "/connexion/encore/"
SCRIPT = {"Sec-Fetch-Mode": "cors", "Accept": "*/*"}
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture
def browsers(animator, client_of) -> list[Client]:
    """Three browsers of one member."""
    return [client_of(animator) for _ in range(3)]


def is_connected(client: Client) -> bool:
    return get_user(client).is_authenticated


def test_member_reads_their_connections_alone(animator, stranger, client_of, browsers, connection_of):
    client_of(stranger)

    response = browsers[0].get(ADDRESS)

    keys = {connection.pk for connection in response.context["connections"]}
    assert keys == {connection_of(client).pk for client in browsers}
    page = response.content.decode()
    assert page.count("celle-ci") == 1
    assert page.count("dernier signe de vous") == 2, "this very page is the last sign of its own"
    assert not any(key in page for key in keys)


def test_page_tells_the_limits_that_hold(animator, client_of):
    page = " ".join(client_of(animator).get(ADDRESS).content.decode().split())

    assert f"après {MEMBER_IDLE // HOUR} heures sans signe de vous" in page
    assert f"après {SHARED_IDLE // MINUTE} minutes sur un ordinateur enregistré" in page
    assert f"au bout de {LONGEST // HOUR} heures" in page


def test_account_page_leads_to_the_list(animator, client_of):
    assert f'href="{ADDRESS}"' in client_of(animator).get("/compte/").content.decode()


def test_login_notes_its_browser_and_its_computer(animator, epm, client_of, connection_of):
    client = client_of(animator)
    client.post(f"/annuaire/{epm.slug}/ordinateurs/", {"name": "Poste 1"})
    client.post("/deconnexion/")
    animator.emailaddress_set.create(email=animator.email, verified=True, primary=True)

    client.post(
        "/connexion/",
        {"login": animator.email, "password": "un-mot-de-passe-solide"},
        headers={"User-Agent": FIREFOX},
    )

    connection = connection_of(client)
    assert (connection.browser, connection.computer.name) == ("Firefox sur Windows", "Poste 1")
    page = client.get(ADDRESS).content.decode()
    assert ("Firefox sur Windows" in page, "Poste 1, EPM de Gramat" in page) == (True, True)


def test_one_connection_is_ended(browsers, connection_of):
    here, other, third = browsers

    response = here.post(f"{ADDRESS}{connection_of(other).reference}/fermer/")

    assertRedirects(response, ADDRESS)
    assert [is_connected(client) for client in (here, other, third)] == [True, False, True]
    assert Connection.objects.count() == 2


def test_all_others_are_ended(browsers):
    browsers[0].post(f"{ADDRESS}fermer/")

    assert [is_connected(client) for client in browsers] == [True, False, False]
    assert Connection.objects.count() == 1


def test_connection_of_somebody_else_is_not_ended(animator, stranger, client_of, connection_of):
    here, theirs = client_of(animator), client_of(stranger)

    assert here.post(f"{ADDRESS}{connection_of(theirs).reference}/fermer/").status_code == 404
    here.post(f"{ADDRESS}fermer/")
    assert is_connected(theirs)


@pytest.mark.parametrize("reference", ["inconnue", "0" * 16])
def test_unknown_connection_is_404(animator, client_of, reference):
    assert client_of(animator).post(f"{ADDRESS}{reference}/fermer/").status_code == 404


def test_own_connection_ends_by_logging_out_only(animator, client_of, connection_of):
    client = client_of(animator)

    assert client.post(f"{ADDRESS}{connection_of(client).reference}/fermer/").status_code == 404
    assert is_connected(client)


def test_connection_that_lapsed_is_not_listed(animator, client_of, connection_of, age):
    here, old = client_of(animator), client_of(animator)
    age(connection_of(old), 200)

    assert len(here.get(ADDRESS).context["connections"]) == 1


def test_learner_has_no_such_page(card_client):
    answers = [card_client.get(ADDRESS), card_client.post(f"{ADDRESS}fermer/")]

    assert [answer.status_code for answer in answers] == [404, 404]


def test_list_costs_the_same_with_1_and_3_connections(animator, client_of, queries_of):
    client = client_of(animator)
    first = queries_of(client, ADDRESS)
    client_of(animator)
    client_of(animator)

    assert queries_of(client, ADDRESS) == first <= 8


def test_page_says_how_long_its_connection_lasts(card_client, connection_of, age):
    age(connection_of(card_client), 19)

    page = card_client.get("/annuaire/", headers={"Sec-Fetch-Mode": "navigate"})

    assert connection_of(card_client).seconds_left >= 20 * 60 - 5
    (left,) = [int(part.split('"')[0]) for part in page.content.decode().split('data-left="')[1:]]
    assert 20 * 60 - 5 <= left <= 20 * 60


def test_asking_for_the_time_left_prolongs_nothing(card_client, connection_of, age):
    age(connection_of(card_client), 19)

    left = card_client.get(STAY, headers=SCRIPT).json()["left"]

    assert 55 <= left <= 60
    assert connection_of(card_client).seconds_left <= 60


def test_word_of_the_person_begins_the_time_again(card_client, connection_of, age):
    age(connection_of(card_client), 19)

    assert card_client.post(STAY, headers=SCRIPT).json()["left"] >= 20 * 60 - 5
    assert connection_of(card_client).seconds_left >= 20 * 60 - 5


def test_time_counts_from_the_last_sign_not_from_its_telling(card_client, connection_of, age):
    age(connection_of(card_client), 19)

    left = card_client.post(STAY, {"age": "600"}, headers=SCRIPT).json()["left"]

    assert 10 * 60 - 5 <= left <= 10 * 60


@pytest.mark.parametrize("sent", ["-5", "abc", "9" * 40, "²", "1e3", "", "\x00"])
def test_age_that_cannot_be_prolongs_nothing(card_client, connection_of, age, sent):
    age(connection_of(card_client), 19)

    assert 55 <= card_client.post(STAY, {"age": sent}, headers=SCRIPT).json()["left"] <= 60


def test_page_that_nobody_uses_closes_its_connection(card_client, connection_of, age):
    age(connection_of(card_client), 20)

    assert card_client.post(STAY, {"end": "1"}, headers=SCRIPT).json()["closed"]
    assert card_client.get("/b2i/mon-livret/").url.startswith("/carte/?acces=repos")


def test_page_closes_no_connection_that_another_page_uses(card_client):
    answer = card_client.post(STAY, {"end": "1"}, headers=SCRIPT).json()

    assert (answer["closed"], answer["left"] > 1000) == (False, True)
    assert is_connected(card_client)


def test_visitor_has_no_connection_to_ask_about(client, db):
    assert client.get(STAY).status_code == 302


def test_told_age_never_goes_back_before_the_last_sign(card_client, connection_of):
    before = connection_of(card_client).last_used

    card_client.post(STAY, {"age": str(int(timedelta(hours=5).total_seconds()))}, headers=SCRIPT)

    assert connection_of(card_client).last_used == before
