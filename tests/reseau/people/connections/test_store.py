"""Whose row a session is: through logins, logouts and changes of person on one browser."""

import pytest
from django.contrib.auth import get_user

from reseau.people.connections.browser_names import browser_name
from reseau.people.connections.models import Connection
from reseau.people.connections.store import SessionStore

PASSWORD_BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def test_visitor_whose_session_remembers_something_is_of_nobody(db):
    session = SessionStore()
    session["kept"] = "a form"
    session.save()

    again = SessionStore(session.session_key)

    assert (again["kept"], again.connection.member, again.lapsed) == ("a form", None, None)


def test_login_keeps_what_the_visitor_had_and_is_of_the_member(animator, client):
    session = client.session
    session["kept"] = "a form"
    session.save()

    client.force_login(animator, backend=PASSWORD_BACKEND)

    row = Connection.objects.get()
    assert (row.member, row.by_card, client.session["kept"]) == (animator, False, "a form")


def test_card_is_noted(card_client):
    assert Connection.objects.get().by_card


def test_next_person_on_the_browser_begins_a_connection_of_their_own(animator, colleague, client):
    client.force_login(animator, backend=PASSWORD_BACKEND)
    session = client.session
    session["kept"] = "of the first"
    session.save()
    first = Connection.objects.get()

    client.force_login(colleague, backend=PASSWORD_BACKEND)

    row = Connection.objects.get()
    assert (row.member, "kept" in client.session) == (colleague, False)
    assert row.started > first.started


def test_logout_deletes_the_row(animator, client_of):
    client_of(animator).post("/deconnexion/")

    assert not Connection.objects.exists()


def test_deleted_person_has_no_connection(animator, client_of):
    client = client_of(animator)
    animator.positions.all().delete()
    animator.delete()

    assert not get_user(client).is_authenticated
    assert not Connection.objects.exists()


def test_learner_logged_in_by_card_who_joins_the_network_is_logged_out(card_client, epm):
    member = Connection.objects.get().member
    member.positions.create(epm=epm, role="animator", start="2020-01-01")

    assert card_client.get("/membres/").status_code == 302


WINDOWS, LINUX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) ", "Mozilla/5.0 (X11; Linux x86_64) "
ANDROID = "Mozilla/5.0 (Linux; Android 10; K) "
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) "
MAC = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) "
CHROME, SAFARI = "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36", "Version/18.5 Safari/605.1.15"


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        (f"{WINDOWS}Gecko/20100101 Firefox/140.0", "Firefox sur Windows"),
        (f"{WINDOWS}{CHROME} Edg/140.0.0.0", "Edge sur Windows"),
        (f"{LINUX}{CHROME}", "Chrome sur Linux"),
        (f"{ANDROID}SamsungBrowser/28.0 {CHROME}", "Samsung Internet sur Android"),
        (f"{IPHONE}{SAFARI}", "Safari sur iPhone"),
        (f"{MAC}{SAFARI}", "Safari sur Mac"),
        ("curl/8.0", "Navigateur inconnu"),
        ("", "Navigateur inconnu"),
    ],
)
def test_browser_is_named_in_words(user_agent, name):
    assert browser_name(user_agent) == name
