"""The second step of the login: authenticator application, passkey, recovery codes."""

import re
import time

import pytest
from allauth.account.models import EmailAddress
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from fido2.utils import websafe_encode

from tests.extranet.access.accounts.software_key import SoftwareKey, options_in
from tests.factories.reseau import PASSWORD, MemberFactory

TOTP, WEBAUTHN, CODES = Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN, Authenticator.Type.RECOVERY_CODES


@pytest.fixture(autouse=True)
def _no_attempts_before():
    cache.clear()


@pytest.fixture
def account(animator):
    EmailAddress.objects.create(user=animator, email=animator.email, verified=True, primary=True)
    return animator


@pytest.fixture
def client():
    """A browser on an origin where passkeys work without HTTPS."""
    return Client(headers={"host": "localhost"})


@pytest.fixture
def logged_in_client(client, account):
    """The browser of a person who has just entered their password again."""
    assert log_in(client, account).url == "/"
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return client


def log_in(client, account):
    return client.post("/connexion/", {"login": account.email, "password": PASSWORD})


def code_for(secret: str, *, periods_away: int = 0) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + periods_away))


def add_application(client) -> str:
    """Add an application; return its secret."""
    secret = client.get(reverse("mfa_activate_totp")).context["form"].secret
    client.post(reverse("mfa_activate_totp"), {"code": code_for(secret)})
    return secret


def add_key(client, key: SoftwareKey, name: str = "Téléphone"):
    options = options_in(client.get(reverse("mfa_add_webauthn")))
    return client.post(reverse("mfa_add_webauthn"), {"name": name, "credential": key.register(options)}, follow=True)


def types_of(account) -> set[str]:
    return set(Authenticator.objects.filter(user=account).values_list("type", flat=True))


def is_connected(client) -> bool:
    return "_auth_user_id" in client.session


def test_settings_of_the_second_step_ask_for_the_password_again(client, account):
    log_in(client, account)

    for name in ("mfa_activate_totp", "mfa_add_webauthn", "mfa_generate_recovery_codes"):
        assert client.get(reverse(name)).url.startswith(reverse("account_reauthenticate"))


def test_page_of_the_application_shows_a_qr_code_and_the_key_in_letters(logged_in_client):
    response = logged_in_client.get(reverse("mfa_activate_totp"))

    assert response.context["form"].secret in response.text
    assert re.search(r'<img src="data:image/svg\+xml;base64,[^"]+" alt="Code QR', response.text)
    assert 'fill="#fff"' in response.context["totp_svg"]
    assert 'xmlns="http://www.w3.org/2000/svg"' in response.context["totp_svg"]


@pytest.mark.django_db(transaction=True)
def test_application_is_activated_by_a_real_code_with_recovery_codes(logged_in_client, account):
    secret = logged_in_client.get(reverse("mfa_activate_totp")).context["form"].secret

    response = logged_in_client.post(reverse("mfa_activate_totp"), {"code": code_for(secret)})

    assert response.url == reverse("mfa_view_recovery_codes")
    assert types_of(account) == {TOTP, CODES}
    assert mail.outbox[0].subject == "Une application a été ajoutée à votre compte"
    page = logged_in_client.get(response.url)
    assert len(re.findall(r"<li><code>\d{8}</code></li>", page.text)) == 10


def test_wrong_code_activates_nothing(logged_in_client, account):
    secret = logged_in_client.get(reverse("mfa_activate_totp")).context["form"].secret

    response = logged_in_client.post(reverse("mfa_activate_totp"), {"code": code_for(secret, periods_away=40)})

    assert list(response.context["form"].errors) == ["code"]
    assert response.context["form"].secret == secret
    assert types_of(account) == set()


def test_login_requires_the_code_after_the_password(logged_in_client, account, client):
    secret = add_application(logged_in_client)
    client.post(reverse("account_logout"))

    response = log_in(client, account)

    assert response.url == reverse("mfa_authenticate")
    assert not is_connected(client)
    assert client.get(reverse("reseau:members")).status_code == 302
    assert client.get(response.url).status_code == 200
    client.post(response.url, {"code": code_for(secret, periods_away=1)})
    assert is_connected(client)


def test_code_is_accepted_once(logged_in_client, account, client):
    code = code_for(add_application(logged_in_client))
    for expected in (True, False):
        client.post(reverse("account_logout"))
        log_in(client, account)
        client.post(reverse("mfa_authenticate"), {"code": code})
        assert is_connected(client) is expected


def test_sixth_wrong_code_is_refused_even_if_the_seventh_is_right(logged_in_client, account, client):
    secret = add_application(logged_in_client)
    client.post(reverse("account_logout"))
    log_in(client, account)
    for _ in range(5):
        client.post(reverse("mfa_authenticate"), {"code": "000000"})

    response = client.post(reverse("mfa_authenticate"), {"code": code_for(secret)})

    assert response.context["form"].errors["code"][0].startswith("Trop d’essais de suite.")
    assert not is_connected(client)


def test_recovery_code_is_accepted_once(logged_in_client, account, client):
    add_application(logged_in_client)
    code = Authenticator.objects.get(user=account, type=CODES).wrap().get_unused_codes()[0]
    for expected in (True, False):
        client.post(reverse("account_logout"))
        log_in(client, account)
        client.post(reverse("mfa_authenticate"), {"code": code})
        assert is_connected(client) is expected


def test_recovery_codes_can_be_downloaded_and_made_again(logged_in_client, account):
    add_application(logged_in_client)
    old_codes = Authenticator.objects.get(user=account, type=CODES).wrap().get_unused_codes()

    download = logged_in_client.get(reverse("mfa_download_recovery_codes"))
    logged_in_client.post(reverse("mfa_generate_recovery_codes"))

    new_codes = Authenticator.objects.get(user=account, type=CODES).wrap().get_unused_codes()
    assert download["Content-Disposition"].startswith("attachment")
    assert [line for line in download.text.splitlines() if line.isdigit()] == old_codes
    assert not set(old_codes) & set(new_codes)


def test_removed_application_removes_its_recovery_codes(logged_in_client, account):
    add_application(logged_in_client)
    assert logged_in_client.get(reverse("mfa_deactivate_totp")).status_code == 200

    response = logged_in_client.post(reverse("mfa_deactivate_totp"))

    assert response.url == reverse("mfa_index")
    assert types_of(account) == set()


def test_key_is_added_renamed_and_removed(logged_in_client, account):
    response = add_key(logged_in_client, SoftwareKey())
    assert response.redirect_chain[-1][0] == reverse("mfa_view_recovery_codes")
    assert types_of(account) == {WEBAUTHN, CODES}
    key = Authenticator.objects.get(user=account, type=WEBAUTHN)

    logged_in_client.post(reverse("mfa_edit_webauthn", args=[key.pk]), {"name": "Clé USB"})
    page = logged_in_client.get(reverse("mfa_list_webauthn"))
    assert "<h2>Clé USB</h2>" in page.text
    for name in ("mfa_edit_webauthn", "mfa_remove_webauthn"):
        assert logged_in_client.get(reverse(name, args=[key.pk])).status_code == 200

    logged_in_client.post(reverse("mfa_remove_webauthn", args=[key.pk]))
    assert types_of(account) == set()


def test_key_of_another_member_cannot_be_changed(logged_in_client, stranger):
    key = Authenticator.objects.create(user=stranger, type=WEBAUTHN, data={"name": "À elle", "credential": {}})

    for name in ("mfa_edit_webauthn", "mfa_remove_webauthn"):
        assert logged_in_client.post(reverse(name, args=[key.pk]), {"name": "À moi"}).status_code == 404
    assert str(Authenticator.objects.get(pk=key.pk)) == "À elle"


def test_response_of_another_key_adds_nothing(logged_in_client, account):
    options = options_in(logged_in_client.get(reverse("mfa_add_webauthn")))
    credential = SoftwareKey(host="piege.example.com").register(options)

    response = logged_in_client.post(reverse("mfa_add_webauthn"), {"name": "", "credential": credential})

    assert response.status_code == 200
    assert types_of(account) == set()


def test_key_is_the_second_step_after_the_password(logged_in_client, account, client):
    key = SoftwareKey(verified=False)
    add_key(logged_in_client, key)
    client.post(reverse("account_logout"))
    log_in(client, account)

    page = client.get(reverse("mfa_authenticate"))
    assert not is_connected(client)
    client.post(reverse("mfa_authenticate"), {"credential": key.sign(options_in(page))})

    assert is_connected(client)


def test_foreign_key_is_refused_as_second_step_with_a_message(logged_in_client, account, client):
    add_key(logged_in_client, SoftwareKey())
    client.post(reverse("account_logout"))
    log_in(client, account)

    options = options_in(client.get(reverse("mfa_authenticate")))
    response = client.post(reverse("mfa_authenticate"), {"credential": SoftwareKey().sign(options)})

    assert '<p class="notice error" role="alert">Ce code ou cette clé ne convient pas.' in response.text
    assert not is_connected(client)


def test_key_alone_logs_in_and_redirects_to_the_requested_page(logged_in_client, account, client):
    key = SoftwareKey()
    add_key(logged_in_client, key)
    client.post(reverse("account_logout"))
    url = reverse("mfa_login_webauthn")

    options = client.get(url, headers={"accept": "application/json"}).json()["request_options"]["publicKey"]
    response = client.post(url, {"credential": key.sign(options), "next": reverse("reseau:members")})

    assert response.url == reverse("reseau:members")
    assert is_connected(client)


def test_unknown_key_does_not_log_in(client, account):
    key, url = SoftwareKey(), reverse("mfa_login_webauthn")
    key.user_handle = websafe_encode(user_pk_to_url_str(account).encode())
    options = client.get(url, headers={"accept": "application/json"}).json()["request_options"]["publicKey"]

    response = client.post(url, {"credential": key.sign(options)}, follow=True)

    assert [message.level_tag for message in response.context["messages"]] == ["error"]
    assert not is_connected(client)


@pytest.mark.parametrize("name", ["mfa_reauthenticate", "mfa_reauthenticate_webauthn"])
def test_second_factor_reauthenticates_its_holder(logged_in_client, name):
    add_application(logged_in_client)
    add_key(logged_in_client, SoftwareKey())

    response = logged_in_client.get(reverse(name))

    assert response.status_code == 200
    assert "<h1>C’est bien vous\u00a0?</h1>" in response.text
    assert len(response.context["reauthentication_alternatives"]) == 2


def test_page_of_the_second_step_has_no_inline_script(logged_in_client):
    add_key(logged_in_client, SoftwareKey())
    add_application(logged_in_client)

    for name in ("mfa_index", "mfa_add_webauthn", "mfa_view_recovery_codes", "account_email", "mfa_list_webauthn"):
        page = logged_in_client.get(reverse(name))
        assert re.findall(r'<script(?![^>]*(?:src=|type="application/json"))', page.text) == []
        assert re.findall(r"\sstyle=|\son\w+=", page.text) == []


@pytest.mark.parametrize(
    ("person", "count"), [("animator", 0), ("territorial", 1), ("coordinator", 1), ("superuser", 1)]
)
@pytest.mark.django_db
def test_page_of_the_second_step_urges_those_whose_role_requires_it(request, client_of, person, count):
    user = MemberFactory(is_superuser=True) if person == "superuser" else request.getfixturevalue(person)

    page = client_of(user).get(reverse("mfa_index")).text

    assert page.count("Votre rôle donne accès à des renseignements sur beaucoup de personnes") == count


PANELS = (
    "Elle est en place",
    "En plus du mot de passe",
    "Ajouter une application",
    "Retirer l’application",
    "Ajouter une clé d’accès",
    "Voir mes clés",
    "Il vous reste 10 codes.",
    "Il vous reste 0 code",
    "Voir mes codes",
    "Ils sont faits avec la première",
    "Vous n’en avez pas encore.",
)


def panels(client) -> list[str]:
    page = client.get(reverse("mfa_index")).text
    return [words for words in PANELS if words in page]


@pytest.mark.django_db(transaction=True)
def test_page_of_the_second_step_shows_what_is_in_place(logged_in_client, account):
    nothing = ["En plus du mot de passe", "Ajouter une application", "Ajouter une clé d’accès"]
    assert panels(logged_in_client) == [*nothing, "Ils sont faits avec la première"]

    add_application(logged_in_client)
    application = ["Elle est en place", "Retirer l’application", "Ajouter une clé d’accès"]
    assert panels(logged_in_client) == [*application, "Il vous reste 10 codes.", "Voir mes codes"]

    add_key(logged_in_client, SoftwareKey())
    both = ["Elle est en place", "Retirer l’application", "Voir mes clés"]
    assert panels(logged_in_client) == [*both, "Il vous reste 10 codes.", "Voir mes codes"]

    codes = Authenticator.objects.get(user=account, type=CODES).wrap()
    for code in codes.get_unused_codes():
        codes.validate_code(code)
    assert panels(logged_in_client) == [*both, "Il vous reste 0 code"]

    account.authenticator_set.filter(type=CODES).delete()
    assert panels(logged_in_client) == [*both, "Vous n’en avez pas encore."]


@pytest.mark.django_db
@pytest.mark.parametrize(("is_demo", "words"), [(True, "est conseillée"), (False, "pour continuer")])
def test_second_step_is_a_piece_of_advice_in_the_demo(client_of, coordinator, settings, is_demo, words):
    settings.DEMO, settings.MFA_REQUIRED = is_demo, not is_demo
    notice = client_of(coordinator).get(reverse("mfa_index")).text.partition("Votre rôle donne accès")[2]
    assert [text for text in ("est conseillée", "pour continuer") if text in notice] == [words]
