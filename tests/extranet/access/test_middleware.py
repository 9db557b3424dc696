"""Access middleware: lasting sessions, required second factor, Wagtail's admin, redirections of visitors."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.urls import reverse
from django.utils import timezone

from reseau.people.members.services import close_position
from tests.factories.b2i import LearnerFactory
from tests.factories.reseau import PASSWORD, MemberFactory, PositionFactory

CLOSED = "/connexion/?acces=ferme"
MEMBERS = "/membres/"
SECOND_FACTOR = "/compte/double-authentification/"
HTMX = {"HX-Request": "true", "HX-Current-URL": "http://testserver/annuaire/?q=gramat"}


@pytest.fixture
def learner(epm):
    return LearnerFactory(epm=epm).member


@pytest.fixture
def superuser(db):
    return MemberFactory(is_superuser=True)


def give_application(member) -> None:
    Authenticator.objects.create(user=member, type=Authenticator.Type.TOTP, data={"secret": "JBSWY3DPEHPK3PXP"})


def is_connected(client) -> bool:
    return "_auth_user_id" in client.session


def test_position_closed_during_a_session_ends_it_at_the_next_request(animator, coordinator, client):
    EmailAddress.objects.create(user=animator, email=animator.email, verified=True, primary=True)
    client.post("/connexion/", {"login": animator.email, "password": PASSWORD})
    assert client.get(MEMBERS).status_code == 200

    close_position(position=animator.positions.get(), by=coordinator)

    assert client.get(MEMBERS).url == reverse("account_login", query={"next": MEMBERS})
    assert not is_connected(client)
    client.post("/connexion/", {"login": animator.email, "password": PASSWORD})
    assert client.get(MEMBERS).url == CLOSED


def test_closed_position_also_refuses_posts_and_nothing_is_written(animator, epm, client_of):
    client = client_of(animator)
    animator.positions.update(end=timezone.localdate() - timedelta(days=1))

    response = client.post(reverse("reseau:member_edit", args=[animator.pk]), {"first_name": "Autre", "last_name": "X"})

    assert response.url == CLOSED
    animator.refresh_from_db()
    assert animator.first_name == "Camille"


def test_login_with_a_closed_position_shows_why(client, yesterday_position):
    member = yesterday_position.member
    EmailAddress.objects.create(user=member, email=member.email, verified=True, primary=True)

    response = client.post("/connexion/", {"login": member.email, "password": PASSWORD}, follow=True)

    assert response.redirect_chain[-1] == (CLOSED, 302)
    assert "Votre accès est fermé" in response.text


@pytest.fixture
def yesterday_position(epm):
    return PositionFactory(epm=epm, end=timezone.localdate() - timedelta(days=1))


def test_future_position_gives_no_access(epm, client_of):
    member = PositionFactory(epm=epm, start=timezone.localdate() + timedelta(days=1)).member

    assert client_of(member).get(MEMBERS).url == CLOSED


def test_one_closed_position_of_two_keeps_the_access(animator, other_epm, coordinator, client_of):
    PositionFactory(member=animator, epm=other_epm)

    close_position(position=animator.positions.get(epm=other_epm), by=coordinator)

    assert client_of(animator).get(MEMBERS).status_code == 200


def test_learner_and_superuser_stay_logged_in(learner, superuser, client_of):
    for member in (learner, superuser):
        client = client_of(member)
        assert client.get("/annuaire/").status_code == 200
        assert is_connected(client)


def test_closed_position_redirects_the_whole_page_on_an_htmx_request(yesterday_position, client_of):
    response = client_of(yesterday_position.member).get(MEMBERS, headers=HTMX)

    assert (response.status_code, response["HX-Redirect"]) == (200, CLOSED)
    assert response.content == b""


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("method", "headers", "next_url"),
    [
        ("get", {}, "/membres/?q=fabre"),
        ("post", {}, "/"),
        ("post", {"Referer": "http://testserver/membres/12/?onglet=postes#bas"}, "/membres/12/?onglet=postes"),
        ("post", {"Referer": "https://example.com/piege/"}, "/"),
    ],
)
def test_visitor_is_redirected_to_login_and_back_to_the_current_page(client, method, headers, next_url):
    response = getattr(client, method)(f"{MEMBERS}?q=fabre", headers=headers)

    assert (response.status_code, response.url) == (302, reverse("account_login", query={"next": next_url}))


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "post"])
def test_visitor_is_redirected_to_login_as_a_whole_page_on_an_htmx_request(client, method):
    response = getattr(client, method)(MEMBERS, headers=HTMX)

    login = reverse("account_login", query={"next": "/annuaire/?q=gramat"})
    assert (response.status_code, response["HX-Redirect"]) == (200, login)


@pytest.fixture
def mfa_required(settings):
    settings.MFA_REQUIRED = True


@pytest.mark.usefixtures("mfa_required")
@pytest.mark.parametrize("role", ["coordinator", "territorial", "superuser"])
def test_second_factor_is_required_of_coordinators_and_territorial_animators(request, role, client_of):
    client = client_of(request.getfixturevalue(role))

    for response in (client.get(MEMBERS), client.post(MEMBERS), client.get("/"), client.get("/admin/")):
        assert (response.status_code, response.url) == (302, SECOND_FACTOR)
    assert client.get(MEMBERS, headers=HTMX)["HX-Redirect"] == SECOND_FACTOR


@pytest.mark.usefixtures("mfa_required")
def test_second_factor_page_shows_why_and_never_redirects_to_itself(coordinator, client_of):
    client = client_of(coordinator)

    index = client.get(SECOND_FACTOR)

    assert index.status_code == 200
    assert "ajoutez une deuxième étape à la connexion pour continuer" in index.text
    for name in ("mfa_activate_totp", "mfa_add_webauthn"):
        again = client.get(reverse(name))
        assert again.url == reverse("account_reauthenticate", query={"next": reverse(name)})
        assert client.get(again.url).status_code == 200
    assert client.post(reverse("account_logout")).url == "/"


@pytest.mark.usefixtures("mfa_required")
@pytest.mark.parametrize("kind", [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN])
def test_one_application_or_one_key_is_enough(coordinator, client_of, kind):
    Authenticator.objects.create(user=coordinator, type=kind, data={})

    assert client_of(coordinator).get(MEMBERS).status_code == 200


@pytest.mark.usefixtures("mfa_required")
def test_recovery_codes_alone_are_no_second_factor(coordinator, client_of):
    Authenticator.objects.create(user=coordinator, type=Authenticator.Type.RECOVERY_CODES, data={})

    assert client_of(coordinator).get(MEMBERS).url == SECOND_FACTOR


@pytest.mark.usefixtures("mfa_required")
def test_second_factor_is_not_required_of_animators_and_learners(animator, learner, client_of):
    assert client_of(animator).get(MEMBERS).status_code == 200
    assert client_of(learner).get("/annuaire/").status_code == 200


def test_second_factor_is_offered_only_where_it_is_not_required(coordinator, client_of):
    client = client_of(coordinator)

    assert client.get(MEMBERS).status_code == 200
    assert "Ajouter une application" in client.get(SECOND_FACTOR).text


@pytest.mark.usefixtures("site_tree")
def test_admin_is_404_for_members_who_do_not_coordinate(animator, territorial, learner, client_of):
    for member in (animator, territorial, learner):
        client = client_of(member)
        for url in ("/admin/", "/admin/pages/", "/admin/login/", "/admin/account/"):
            assert client.get(url).status_code == 404


@pytest.mark.django_db
def test_admin_has_no_login_of_its_own(client):
    assert client.get("/admin/").url == reverse("account_login", query={"next": "/admin/"})
    assert client.get("/admin/login/?next=/admin/pages/").url == "/connexion/?next=/admin/pages/"
    assert client.get("/admin/password_reset/").url == reverse("account_reset_password")
    response = client.post("/admin/login/", {"username": "a@example.org", "password": "b"})
    assert (response.status_code, response.url) == (302, "/connexion/")
