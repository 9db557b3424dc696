"""A connection that closed by itself: told at the next click, with the way back."""

from datetime import timedelta
from urllib.parse import quote

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from b2i.people.learners.models.learner import Learner
from reseau.people.connections.limits import CARD_BACKEND
from tests.factories.b2i import SECRET, LearnerFactory
from tests.factories.reseau import PASSWORD

WORDS = "Votre connexion s’est fermée"


@pytest.fixture
def lapsed_member(animator, client_of, clock) -> Client:
    client = client_of(animator)
    clock.shift(timedelta(hours=3))
    return client


@pytest.fixture
def lapsed_learner(card_client, clock) -> Client:
    clock.shift(timedelta(minutes=30))
    return card_client


def test_member_is_told_and_led_back(lapsed_member):
    response = lapsed_member.get("/membres/?q=cahors", follow=True)

    assert response.redirect_chain == [("/connexion/?acces=repos&next=%2Fmembres%2F%3Fq%3Dcahors", 302)]
    assert response.content.decode().count(WORDS) == 1
    assert 'name="next" value="/membres/?q=cahors"' in response.content.decode()


def test_learner_is_led_to_the_cards_and_back(epm, clock):
    learner = LearnerFactory(epm=epm)
    client = Client()
    client.force_login(learner.member, backend=CARD_BACKEND)
    clock.shift(timedelta(minutes=30))

    response = client.get("/b2i/mon-livret/mes-donnees/", follow=True)
    assert response.redirect_chain == [("/carte/?acces=repos&next=%2Fb2i%2Fmon-livret%2Fmes-donnees%2F", 302)]
    page = response.content.decode()
    assert page.count(WORDS) == 1
    assert 'action="/carte/?next=%2Fb2i%2Fmon-livret%2Fmes-donnees%2F"' in page

    card = {"number": learner.card_number, "secret": SECRET}
    back = client.post("/carte/?next=%2Fb2i%2Fmon-livret%2Fmes-donnees%2F", card)
    assert back.url == "/b2i/mon-livret/mes-donnees/"


def test_login_page_of_cards_names_nobody(lapsed_learner):
    learner = Learner.objects.get()

    page = lapsed_learner.get("/b2i/mon-livret/", follow=True).content.decode()

    assert learner.card_number not in page
    assert learner.member.last_name not in page


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["https://ailleurs.example/", "//ailleurs.example/", "javascript:alert(1)", "\x00"])
def test_card_leads_to_no_other_site(client, address):
    learner = LearnerFactory()
    card = {"number": learner.card_number, "secret": SECRET}

    assert client.post(f"/carte/?next={address}", card).url == "/b2i/mon-livret/"


@pytest.mark.parametrize("kind", ["lapsed_member", "lapsed_learner"])
def test_public_page_tells_it_once(request, kind):
    client = request.getfixturevalue(kind)

    pages = [client.get("/annuaire/").content.decode() for _ in range(2)]

    assert [page.count(WORDS) for page in pages] == [1, 0]
    assert client.cookies["sessionid"].value == ""


@pytest.mark.django_db
def test_visitor_is_told_nothing(client):
    assert WORDS not in client.get("/annuaire/").content.decode()
    assert client.get("/membres/").url == "/connexion/?next=%2Fmembres%2F"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "login"),
    [
        ("/b2i/mon-livret/", "/carte/"),
        ("/b2i/mon-livret/parties/D1/", "/carte/"),
        ("/b2i/mon-livret/donnees.pdf", "/carte/"),
        ("/b2i/mon-livret/lecteurs/", "/carte/"),
        ("/b2i/livrets/", "/connexion/"),
        ("/b2i/livrets/1/", "/connexion/"),
    ],
)
def test_own_record_leads_to_the_cards_and_others_to_the_login(client, address, login):
    """With Back after the end, nothing says who had been connected."""
    response = client.get(address, follow=True)

    assert response.redirect_chain == [(f"{login}?next={quote(address, safe='')}", 302)]
    line = 'Vous animez un lieu\u00a0? <a href="/connexion/">Se connecter</a>'
    assert response.content.decode().count(line) == (login == "/carte/")


@pytest.mark.parametrize("key", ["x" * 32, "court", "é" * 32])
def test_unknown_session_is_a_visitor(client, db, key):
    client.cookies["sessionid"] = key

    assert client.get("/membres/").url == "/connexion/?next=%2Fmembres%2F"


def test_form_of_a_sheet_sent_after_the_lapse_comes_back(animator, client_of, clock):
    EmailAddress.objects.create(user=animator, email=animator.email, verified=True, primary=True)
    client = client_of(animator)
    writer = client.get("/ressources/proposer/").context["keeping"]["writer"]
    clock.shift(timedelta(hours=3))

    sent = client.post("/ressources/proposer/", {"title": "Trier ses photos", "writer": writer})

    assert sent.url == "/connexion/?acces=repos&next=%2Fressources%2Fproposer%2F"
    client.post(sent.url, {"login": animator.email, "password": PASSWORD, "next": "/ressources/proposer/"})
    assert "Trier ses photos" in client.get("/ressources/proposer/").content.decode()
