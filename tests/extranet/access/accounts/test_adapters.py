"""Accounts: login by e-mail address, lost password, change of address, no sign-up."""

import re

import pytest
from allauth.account.adapter import get_adapter
from allauth.account.models import EmailAddress
from bs4 import BeautifulSoup
from django.core import mail
from django.core.cache import cache
from django.template.loader import get_template
from django.urls import get_resolver, resolve, reverse

from reseau.people.members.models.member import Member
from tests.factories.b2i import LearnerFactory
from tests.factories.reseau import PASSWORD, MemberFactory

LOGIN = "/connexion/"
NEW_PASSWORD = "trois-mots-de-passe"
WRONG = "L’adresse ou le mot de passe ne convient pas. Vérifiez-les, ou demandez un nouveau mot de passe."
TOO_MANY = (
    "Trop d’essais de suite pour ce compte. Attendez 5\u00a0minutes avant de recommencer, "
    "ou demandez un nouveau mot de passe."
)


@pytest.fixture(autouse=True)
def _no_attempts_before():
    cache.clear()


@pytest.fixture
def account(animator):
    """The account of an animator with a verified address, as after an accepted invitation."""
    EmailAddress.objects.create(user=animator, email=animator.email, verified=True, primary=True)
    return animator


def log_in(client, email: str, password: str = PASSWORD, **extra_data):
    return client.post(LOGIN, {"login": email, "password": password} | extra_data)


def messages_of(response) -> list[tuple[str, str]]:
    return [(message.level_tag, message.message) for message in response.context["messages"]]


def link_in(message) -> str:
    [link] = re.findall(r"http://testserver(\S+)", message.body)
    return link


def reauthenticate(client) -> None:
    assert client.post(reverse("account_reauthenticate"), {"password": PASSWORD}).status_code == 302


def test_login_by_address_whatever_its_case_redirects_to_the_dashboard(client, account):
    response = log_in(client, account.email.upper())

    assert (response.status_code, response.url) == (302, "/")
    assert client.session["_auth_user_id"] == str(account.pk)


def test_login_redirects_to_the_requested_page(client, account):
    login_redirect = client.get(reverse("reseau:members"))

    response = client.post(login_redirect.url, {"login": account.email, "password": PASSWORD})

    assert response.url == reverse("reseau:members")


def test_group_of_trainees_logs_in_within_a_minute_from_one_address(client, account):
    answers = [log_in(client, account.email).status_code for _ in range(40) if client.logout() is None]

    assert set(answers) == {302}


def test_login_does_not_redirect_to_another_site(client, account):
    assert log_in(client, account.email, next="https://example.com/piege").url == "/"


def test_login_and_logout_show_no_message(client, account):
    log_in(client, account.email)
    assert messages_of(client.get(reverse("account_email"))) == []

    client.post(reverse("account_logout"))

    assert messages_of(client.get(LOGIN)) == []


@pytest.mark.parametrize(("email", "password"), [("", "pas-le-bon-mot"), ("inconnue@example.org", PASSWORD)])
def test_wrong_password_and_unknown_address_get_the_same_answer(client, account, email, password):
    response = log_in(client, email or account.email, password)

    assert response.context["form"].non_field_errors() == [WRONG]
    assert "_auth_user_id" not in client.session


def test_sixth_attempt_on_an_account_is_refused_even_with_the_right_password(client, account):
    for _ in range(5):
        log_in(client, account.email, "pas-le-bon-mot")

    assert log_in(client, account.email).context["form"].non_field_errors() == [TOO_MANY]


def test_attempts_on_one_account_do_not_close_another(client, account, stranger):
    EmailAddress.objects.create(user=stranger, email=stranger.email, verified=True, primary=True)
    for _ in range(6):
        log_in(client, account.email, "pas-le-bon-mot")

    assert log_in(client, stranger.email).status_code == 302


@pytest.mark.django_db
def test_too_many_logins_in_a_minute_from_one_address_show_our_page(client, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login": "3/m/ip"}
    for _ in range(3):
        client.post(LOGIN, {})

    response = client.post(LOGIN, {})

    assert response.status_code == 429
    assert "<h1>Trop d’essais en peu de temps</h1>" in response.text


def test_closed_account_is_reported_at_login(client, account):
    Member.objects.update(is_active=False)

    response = log_in(client, account.email)

    assert response.url == reverse("account_inactive")
    assert "<h1>Ce compte est fermé</h1>" in client.get(response.url).text


@pytest.mark.django_db
def test_login_page_shows_why_access_is_closed(client):
    notice = "Votre accès est fermé"

    assert notice in client.get(LOGIN, {"acces": "ferme"}).text
    assert notice not in client.get(LOGIN).text


def test_logout_requires_post(client_of, animator):
    client = client_of(animator)

    assert client.get(reverse("account_logout")).status_code == 200
    assert "_auth_user_id" in client.session
    assert client.post(reverse("account_logout")).url == "/"
    assert "_auth_user_id" not in client.session


@pytest.mark.django_db
def test_sign_up_is_closed(client):
    url = reverse("account_signup")

    page = client.get(url)
    post_response = client.post(
        url, {"email": "intruse@example.org", "password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    )

    assert (page.status_code, post_response.status_code) == (403, 405)
    assert not get_adapter().is_open_for_signup(page.wsgi_request)
    assert "<h1>Les comptes s’ouvrent sur invitation</h1>" in page.text
    assert Member.objects.count() == 0


def test_lost_password_is_reset_by_a_link(client, account):
    response = client.post(reverse("account_reset_password"), {"email": account.email})
    assert response.url == reverse("account_reset_password_done")
    [message] = mail.outbox
    assert (message.to, message.subject) == ([account.email], "Choisissez un nouveau mot de passe")

    form_url = client.get(link_in(message)).url
    response = client.post(form_url, {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD})

    assert form_url.endswith("-nouveau/")
    assert response.url == reverse("account_reset_password_from_key_done")
    assert log_in(client, account.email, NEW_PASSWORD).status_code == 302
    assert mail.outbox[1].subject == "Votre mot de passe a été changé"
    assert "<h1>Ce lien ne sert plus</h1>" in client.get(link_in(message)).text


@pytest.mark.django_db
def test_unknown_address_gets_the_same_page_and_an_explanatory_mail(client):
    response = client.post(reverse("account_reset_password"), {"email": "inconnue@example.org"})

    assert response.url == reverse("account_reset_password_done")
    assert mail.outbox[0].subject == "Aucun compte à cette adresse"


def test_new_password_is_refused_in_french(client_of, account):
    response = client_of(account).post(
        reverse("account_change_password"), {"oldpassword": "faux", "password1": "court", "password2": "court"}
    )

    assert {name: list(errors) for name, errors in response.context["form"].errors.items()} == {
        "oldpassword": ["Ce n’est pas votre mot de passe actuel."],
        "password1": ["Ce mot de passe est trop court. Il doit contenir au minimum 12 caractères."],
    }


def test_changed_password_is_confirmed_on_the_page_and_by_mail(client_of, account):
    client = client_of(account)

    response = client.post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": NEW_PASSWORD, "password2": NEW_PASSWORD},
        follow=True,
    )

    assert response.redirect_chain == [(reverse("account_email"), 302)]
    assert messages_of(response) == [("success", "Votre mot de passe a été changé.")]
    assert mail.outbox[0].subject == "Votre mot de passe a été changé"


def test_address_changes_after_password_and_confirmation(client, account, client_of):
    client, old_address = client_of(account), account.email
    form_data = {"action_add": "", "email": "nouvelle@example.org"}
    assert client.post("/compte/", form_data).url.startswith(reverse("account_reauthenticate"))
    reauthenticate(client)
    client.post("/compte/", form_data)
    [message] = mail.outbox
    assert (message.to, message.subject) == (["nouvelle@example.org"], "Confirmez votre adresse électronique")
    assert client.get("/compte/").context["current_emailaddress"].email == old_address

    link = link_in(message)
    assert client.get(link).status_code == 200
    client.post(link)

    account.refresh_from_db()
    assert account.email == "nouvelle@example.org"
    assert list(EmailAddress.objects.values_list("email", "verified")) == [("nouvelle@example.org", True)]
    assert (mail.outbox[1].to, mail.outbox[1].subject) == ([old_address], "Votre adresse a été changée")


def test_address_of_another_account_is_refused(client_of, account, stranger):
    client = client_of(account)
    reauthenticate(client)

    response = client.post("/compte/", {"action_add": "", "email": stranger.email.upper()})

    assert list(response.context["form"].errors["email"]) == ["Cette adresse est déjà celle d’un autre compte."]
    assert mail.outbox == []


def test_pending_address_can_be_cancelled(client_of, account):
    client = client_of(account)
    reauthenticate(client)
    client.post("/compte/", {"action_add": "", "email": "nouvelle@example.org"})

    response = client.post("/compte/", {"action_remove": "", "email": "nouvelle@example.org"}, follow=True)

    assert messages_of(response)[-1][1].startswith("Vous gardez votre adresse actuelle")
    assert list(EmailAddress.objects.values_list("email", "verified")) == [(account.email, True)]


def test_account_created_without_invitation_confirms_its_address_first(client, animator):
    response = log_in(client, animator.email)
    assert response.url == reverse("account_email_verification_sent")
    assert mail.outbox[0].subject == "Confirmez votre adresse électronique"

    client.post(link_in(mail.outbox[0]))

    assert log_in(client, animator.email).url == "/"


def test_account_page_writes_nothing(client_of, account):
    client = client_of(account)
    rows = list(EmailAddress.objects.values())

    client.get("/compte/")

    assert list(EmailAddress.objects.values()) == rows


PAGES_OF_AN_ACCOUNT = [
    "account_email",
    "account_change_password",
    "account_set_password",
    "account_reauthenticate",
    "mfa_index",
    "mfa_activate_totp",
    "mfa_list_webauthn",
    "mfa_add_webauthn",
    "mfa_generate_recovery_codes",
]


@pytest.mark.parametrize("name", PAGES_OF_AN_ACCOUNT)
def test_account_pages_are_404_for_learners_and_redirect_visitors_to_login(name, client, client_of, db):
    learner = LearnerFactory().member

    assert client_of(learner).get(reverse(name)).status_code == 404
    assert client.get(reverse(name)).url == reverse("account_login", query={"next": reverse(name)})


def test_superuser_without_position_has_an_account(client_of, db):
    superuser = MemberFactory(is_superuser=True)

    assert client_of(superuser).get("/compte/").status_code == 200


def test_every_view_name_used_by_allauth_has_an_address():
    names = set(get_resolver("extranet.access.accounts.urls").reverse_dict)
    names |= {resolve("/compte/double-authentification/").view_name}

    assert {name for name in names if isinstance(name, str)} == {
        "account_login",
        "account_logout",
        "account_signup",
        "account_inactive",
        "account_reauthenticate",
        "account_email",
        "account_email_verification_sent",
        "account_confirm_email",
        "account_change_password",
        "account_set_password",
        "account_reset_password",
        "account_reset_password_done",
        "account_reset_password_from_key",
        "account_reset_password_from_key_done",
        "mfa_index",
        "mfa_authenticate",
        "mfa_reauthenticate",
        "mfa_activate_totp",
        "mfa_deactivate_totp",
        "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes",
        "mfa_download_recovery_codes",
        "mfa_list_webauthn",
        "mfa_add_webauthn",
        "mfa_edit_webauthn",
        "mfa_remove_webauthn",
        "mfa_reauthenticate_webauthn",
        "mfa_login_webauthn",
    }


def views_under(patterns):
    for pattern in patterns:
        if hasattr(pattern, "url_patterns"):
            yield from views_under(pattern.url_patterns)
        else:
            yield pattern.callback


def test_every_account_page_is_rendered_with_our_templates(settings):
    names = {
        view.view_class.template_name
        for view in views_under(get_resolver("extranet.access.accounts.urls").url_patterns)
        if getattr(getattr(view, "view_class", None), "template_name", None)
    }

    origins = [get_template(name).origin.name for name in sorted(names)]

    assert names
    assert [origin for origin in origins if not origin.startswith(str(settings.BASE_DIR / "templates"))] == []


def test_mails_of_the_account_have_the_page_of_all_mails(client, account):
    client.post(reverse("account_reset_password"), {"email": account.email})

    (message,) = mail.outbox
    (page,) = [BeautifulSoup(part.content, "html.parser") for part in message.alternatives]
    (button,) = page.select(".go a")
    assert (button.get_text(), button["href"] in message.body) == ("Ouvrir la page", True)
    assert page.h1.get_text() == message.subject
