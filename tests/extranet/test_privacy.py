"""What a shared browser keeps of a connected person: nothing, on any address; it is emptied when they leave."""

import pytest
from django.test import Client
from django.urls import resolve

from reseau.people.connections.limits import CARD_BACKEND
from tests.answers import close_answer
from tests.factories.b2i import LearnerFactory
from tests.test_addresses import plain_addresses
from tests.test_architecture import complain

KEPT_BY_NOBODY = "private, no-store"
# The same for everybody: drawings, what search engines and verifiers fetch.
SAME_FOR_ALL = {"robots", "sitemap", "security_txt", "ressources:site_picture", "ressources:feed"}
SAME_FOR_ALL |= {"reseau:agenda_public_feed"}
SAME_FOR_ALL |= {"b2i:badge_did", "b2i:badge_keys", "b2i:badge_profile", "b2i:badge_revocations"}
NOT_VISITED = {"account_logout"}


@pytest.fixture
def learner_client(epm) -> Client:
    client = Client()
    client.force_login(LearnerFactory(epm=epm).member, backend=CARD_BACKEND)
    return client


@pytest.fixture
def animator_client(animator, client_of) -> Client:
    return client_of(animator)


@pytest.fixture
def coordinator_client(coordinator, client_of) -> Client:
    return client_of(coordinator)


@pytest.mark.parametrize("who", ["learner_client", "animator_client", "coordinator_client"])
def test_no_answer_to_a_connected_person_is_kept(request, site_tree, who):
    client = request.getfixturevalue(who)
    client.raise_request_exception = False
    kept = []
    for address, (name, _) in plain_addresses().items():
        if name in NOT_VISITED | SAME_FOR_ALL:
            continue
        answer = client.get(address)
        if answer.headers.get("Cache-Control") != KEPT_BY_NOBODY:
            kept.append(f"{address} ({name}): {answer.headers.get('Cache-Control')}")
        close_answer(answer)
    complain(kept, "A shared browser would keep these answers to a connected person:")


@pytest.mark.parametrize("path", ["/nulle-part/", "/membres/999999/", "/formation/sessions/1/inscription/"])
def test_refusals_are_not_kept_either(animator_client, path):
    answer = animator_client.get(path)

    assert (answer.status_code >= 400, answer.headers["Cache-Control"]) == (True, KEPT_BY_NOBODY)


def test_part_of_a_page_is_not_kept(animator_client):
    answer = animator_client.get("/annuaire/?q=gramat", headers={"HX-Request": "true"})

    assert answer.headers["Cache-Control"] == KEPT_BY_NOBODY


def test_what_is_the_same_for_all_stays_in_the_cache(animator_client, client, site_tree):
    for path in ("/robots.txt", "/ressources/partage.png"):
        assert resolve(path).view_name in SAME_FOR_ALL
        assert animator_client.get(path).headers["Cache-Control"] == client.get(path).headers["Cache-Control"]
        assert "public" in client.get(path).headers["Cache-Control"]


def test_pages_of_visitors_may_be_kept(client, site_tree):
    """A browser keeps them, and asks each time whether they are still the same."""
    assert client.get("/annuaire/").headers["Cache-Control"] == "no-cache"


def test_leaving_empties_the_cache_and_no_storage(animator_client):
    assert "Clear-Site-Data" not in animator_client.get("/annuaire/").headers

    answer = animator_client.post("/deconnexion/")

    assert answer.headers["Clear-Site-Data"] == '"cache"'
    assert "Clear-Site-Data" not in animator_client.get("/annuaire/").headers


def test_closed_access_empties_the_cache_too(animator, animator_client):
    animator.positions.update(end="2020-12-31")

    assert animator_client.get("/annuaire/").headers["Clear-Site-Data"] == '"cache"'


def test_page_names_its_owner_by_a_word_that_leads_to_nobody(animator, colleague, animator_client, client_of, client):
    def owner_of(browser: Client) -> str:
        page = browser.get("/annuaire/").content.decode()
        return page.split('data-owner="')[1].split('"')[0] if "data-owner" in page else ""

    assert owner_of(animator_client) == owner_of(client_of(animator)) != owner_of(client_of(colleague))
    assert (len(owner_of(animator_client)), owner_of(client)) == (24, "")
    assert str(animator.pk) != owner_of(animator_client)
