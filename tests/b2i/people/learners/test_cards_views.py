"""Tests of the card page: secret shown once, print, new secret."""

import io
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import timezone
from pypdf import PdfReader

from b2i.people.card_locks.models import CardTries
from b2i.people.learners.models.card_event import CardEvent
from b2i.people.learners.models.learner import Learner
from reseau.people.members.models.position import Position
from tests.clock import freeze_time
from tests.factories.b2i import SECRET, CardTriesFactory, FollowingFactory
from tests.factories.reseau import PositionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def card_path(record):
    return f"/b2i/livrets/{record.learner.pk}/carte/"


def renew_secret(client, path: str) -> str:
    """Request a new secret and return the one that the card page shows."""
    client.post(f"{path}nouveau-code/")
    return client.get(path).context["secret"]


def pdf_text(client, path: str) -> str:
    pages = PdfReader(io.BytesIO(client.get(f"{path}carte.pdf").content)).pages
    return "".join(page.extract_text() for page in pages)


def test_card_page_has_qr_with_number_and_no_secret(client_of, animator, card_path):
    response = client_of(animator).get(card_path)
    assert response.context["secret"] == ""
    page = BeautifulSoup(response.content, "html.parser")
    assert len(page.select("main svg:not(.icon)")) == 1
    assert "46-0007" in page.main.get_text()


def test_new_secret_is_shown_once_and_works(client_of, animator, card_path):
    secret = renew_secret(client_of(animator), card_path)
    assert Learner.objects.get().check_secret(secret)


def test_secret_is_printed_while_it_is_shown(client_of, animator, card_path):
    client = client_of(animator)
    secret = renew_secret(client, card_path)
    assert "".join(pdf_text(client, card_path).split()).count(secret) == 1


def test_secret_is_not_stored_in_session(client_of, animator, card_path):
    client = client_of(animator)
    renew_secret(client, card_path)
    assert sorted(client.session.keys()) == ["_auth_user_backend", "_auth_user_hash", "_auth_user_id"]


def test_secret_is_hidden_once_card_is_given(client_of, animator, card_path, record):
    client = client_of(animator)
    renew_secret(client, card_path)
    response = client.post(f"{card_path}remise/")
    assert response["Location"] == f"/b2i/livrets/{record.learner.pk}/"
    assert client.get(card_path).context["secret"] == ""
    assert pdf_text(client, card_path).count("_ _ _ _ _ _") == 1


def test_secret_is_hidden_after_ten_minutes(client_of, animator, card_path):
    client = client_of(animator)
    secret = renew_secret(client, card_path)
    ten_minutes_later = timezone.now() + timedelta(minutes=10)
    with freeze_time(ten_minutes_later - timedelta(seconds=10)):
        assert client.get(card_path).context["secret"] == secret
    with freeze_time(ten_minutes_later + timedelta(seconds=1)):
        assert client.get(card_path).context["secret"] == ""


def test_other_session_does_not_see_secret(client_of, animator, colleague, card_path):
    client = client_of(animator)
    renew_secret(client, card_path)
    next_on_that_computer = client_of(colleague)
    for name, cookie in client.cookies.items():
        if name.startswith("carte-"):
            next_on_that_computer.cookies[name] = cookie.value
    assert next_on_that_computer.get(card_path).context["secret"] == ""


def test_secret_cookie_is_limited_to_card_pages(client_of, animator, card_path, record):
    response = client_of(animator).post(f"{card_path}nouveau-code/")
    cookie = response.cookies[f"carte-{record.learner.pk}"]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == (card_path, True, "Strict")
    assert cookie["max-age"] == 600


@pytest.mark.parametrize("wrong", [5, 20])
def test_new_secret_opens_card(client_of, animator, card_path, wrong):
    CardTriesFactory(lock__card_number="46-0007", wrong=wrong)
    renew_secret(client_of(animator), card_path)
    assert not CardTries.objects.exists()


def test_closed_card_is_opened_again_with_its_code(client_of, animator, card_path, messages_of):
    CardTriesFactory(lock__card_number="46-0007", wrong=20)
    client = client_of(animator)
    assert client.get(card_path).content.decode().count(f'action="{card_path}rouvrir/"') == 1
    response = client.post(f"{card_path}rouvrir/", follow=True)
    assert messages_of(response) == ["La carte de Jeanne Delpech est ouverte de nouveau, avec le même code secret."]
    assert (CardTries.objects.exists(), Learner.objects.get().check_secret(SECRET)) == (False, True)
    assert response.content.decode().count("<strong>Carte rouverte</strong>") == 1


def test_only_the_record_leads_to_the_page_of_a_new_code(client_of, animator, record, card_path):
    CardTriesFactory(lock__card_number="46-0007", wrong=20)
    client, link = client_of(animator), "Donner un nouveau code</a>"
    record_page = client.get(f"/b2i/livrets/{record.learner_id}/").content.decode()
    assert (record_page.count(link), client.get(card_path).content.decode().count(link)) == (1, 0)


def test_open_card_is_not_opened_again(client_of, animator, card_path, messages_of):
    response = client_of(animator).post(f"{card_path}rouvrir/", follow=True)
    assert messages_of(response) == ["Cette carte est ouverte\u00a0: il n’y a rien à rouvrir."]
    assert not CardEvent.objects.exists()


def test_epm_that_follows_prints_card_but_neither_renews_nor_opens_it(client_of, record, card_path):
    follower = PositionFactory(epm=FollowingFactory(learner=record.learner).epm).member
    CardTriesFactory(lock__card_number="46-0007", wrong=20)
    client, secret_hash = client_of(follower), record.learner.card_secret
    page = client.get(card_path).content.decode()
    assert [page.count(path) for path in ("carte.pdf", "nouveau-code/", "rouvrir/")] == [1, 0, 0]
    assert page.count("L’EPM de Gramat tient ce livret") == 2
    responses = [client.post(f"{card_path}{action}/") for action in ("nouveau-code", "rouvrir", "remise")]
    assert [response.status_code for response in responses] == [404] * 3
    assert (Learner.objects.get().card_secret, CardEvent.objects.exists()) == (secret_hash, False)


@pytest.mark.parametrize("person", ["stranger", "territorial", "other_territorial", "coordinator"])
def test_other_members_cannot_see_print_or_renew_card(request, client_of, card_path, person):
    client = client_of(request.getfixturevalue(person))
    initial_secret = Learner.objects.get().card_secret
    responses = [client.get(card_path), client.get(f"{card_path}carte.pdf")]
    responses += [client.post(f"{card_path}nouveau-code/"), client.post(f"{card_path}remise/")]
    assert [response.status_code for response in responses] == [404] * 4
    assert Learner.objects.get().card_secret == initial_secret


def test_learners_cannot_renew_cards(client_of, record, other_record, card_path):
    for member in (record.learner.member, other_record.learner.member):
        assert client_of(member).get(card_path).status_code == 404
        assert client_of(member).post(f"{card_path}nouveau-code/").status_code == 404


def test_visitor_is_redirected_to_login(card_path):
    assert Client().get(card_path).status_code == 302
    assert Client().post(f"{card_path}nouveau-code/").status_code == 302


def test_closed_position_closes_card_page(client_of, animator, card_path):
    client = client_of(animator)
    Position.objects.filter(member=animator).update(end=timezone.localdate() - timedelta(days=1))
    assert client.get(card_path).status_code == 302


def test_card_is_renewed_by_post_only(client_of, animator, card_path):
    assert client_of(animator).get(f"{card_path}nouveau-code/").status_code == 405
