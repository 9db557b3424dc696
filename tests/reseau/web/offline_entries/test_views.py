"""Who gets which secret: the person who is connected, their own; each connection shows another one in its pages."""

import re

from django.test import Client

from reseau.people.connections.limits import CARD_BACKEND
from reseau.web.offline_entries import NOT_UNDERSTOOD, owner_key, owner_secret
from tests.factories.b2i import LearnerFactory

ADDRESS, NAME = "/hors-ligne/cle/", "0123456789abcdef"
IN_PAGE = re.compile(r'data-secret="([0-9a-f]{64})"\s+data-secret-name="([0-9a-f]{16})"')


def test_secret_is_given_to_its_owner_alone(client_of, animator, coordinator):
    answers = [client_of(person).get(ADDRESS, {"nom": NAME}) for person in (animator, coordinator)]
    assert [answer.json() for answer in answers] == [
        {"member": owner_key(person), "secret": owner_secret(person, name=NAME)} for person in (animator, coordinator)
    ]
    assert {answer["Cache-Control"] for answer in answers} == {"private, no-store"}


def test_visitor_gets_no_secret(client, db):
    assert client.get(ADDRESS, {"nom": NAME}).status_code == 302


def test_learner_gets_their_own(epm):
    learner, browser = LearnerFactory(epm=epm), Client()
    browser.force_login(learner.member, backend=CARD_BACKEND)
    assert browser.get(ADDRESS, {"nom": NAME}).json()["member"] == owner_key(learner.member)


def test_malformed_name_is_refused_with_the_reason(client_of, animator):
    answer = client_of(animator).get(ADDRESS, {"nom": "../"})
    assert (answer.status_code, answer.json()) == (400, {"error": NOT_UNDERSTOOD})


def test_each_connection_has_a_secret_of_its_own_that_the_site_gives_back_later(client_of, animator):
    first, second = (IN_PAGE.search(client_of(animator).get("/annuaire/").content.decode()).groups() for _ in range(2))
    assert (first[0] == second[0], first[1] == second[1]) == (False, False)
    later = client_of(animator).get(ADDRESS, {"nom": first[1]})
    assert later.json()["secret"] == first[0]
