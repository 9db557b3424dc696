"""Pages of invitations: the list and the form for members who invite, the page behind the link."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.urls import reverse
from django.utils import timezone

from reseau.enums import Role
from reseau.people.invitations.models import Invitation
from reseau.people.members.models.member import Member
from tests.factories.reseau import EPMFactory, InvitationFactory

LIST = "/membres/invitations/"
NEW = "/membres/invitations/nouvelle/"
PASSWORD = "trois-mots-de-passe"
TYPED_TWICE = {"new_password1": PASSWORD, "new_password2": PASSWORD}


class ClosedMailServer(EmailBackend):
    def send_messages(self, messages):
        raise ConnectionRefusedError


@pytest.fixture
def form_data(epm):
    return {
        "email": "nouvelle@example.org",
        "first_name": "Dominique",
        "last_name": "Fabre",
        "role": Role.ANIMATOR,
        "epm": epm.pk,
        "contract": "volunteer",
    }


@pytest.fixture
def invitation(epm):
    return InvitationFactory(email="nouvelle@example.org", epm=epm)


def messages_of(response) -> list[tuple[str, str]]:
    return [(message.level_tag, message.message) for message in response.context["messages"]]


@pytest.mark.parametrize("url", [LIST, NEW])
def test_invitation_pages_are_404_for_others(url, client, client_of, coordinator, territorial, animator, learner):
    assert client_of(coordinator).get(url).status_code == 200
    assert client_of(territorial).get(url).status_code == 200
    assert client_of(animator).get(url).status_code == 404
    assert client_of(learner).get(url).status_code == 404
    assert client.get(url).url == reverse("account_login", query={"next": url})


def test_list_is_filtered_by_state(client_of, coordinator):
    InvitationFactory()
    expired_invitation = InvitationFactory(expires_at=timezone.now() - timedelta(days=1))
    accepted_invitation = InvitationFactory(accepted_at=timezone.now())
    client = client_of(coordinator)

    assert list(client.get(LIST, {"etat": "expirees"}).context["invitations"]) == [expired_invitation]
    assert list(client.get(LIST, {"etat": "acceptees"}).context["invitations"]) == [accepted_invitation]
    assert len(client.get(LIST, {"etat": "n-importe-quoi"}).context["invitations"]) == 3


def test_invitation_redirects_to_the_list_with_a_success_message(
    client_of, coordinator, form_data, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        response = client_of(coordinator).post(NEW, form_data, follow=True)

    invitation = Invitation.objects.get()
    assert response.redirect_chain == [(LIST, 302)]
    assert messages_of(response) == [("success", "L’invitation est partie à nouvelle@example.org.")]
    assert f"http://testserver/invitation/{invitation.token}/" in mail.outbox[0].body


@pytest.mark.django_db(transaction=True)
def test_mail_server_failure_is_reported_and_the_invitation_stays(client_of, coordinator, form_data, settings):
    settings.EMAIL_BACKEND = f"{__name__}.ClosedMailServer"

    response = client_of(coordinator).post(NEW, form_data, follow=True)

    assert [level for level, _ in messages_of(response)] == ["warning"]
    assert Invitation.objects.count() == 1

    response = client_of(coordinator).post(
        reverse("reseau:invitation_resend", args=[Invitation.objects.get().pk]), follow=True
    )
    assert [level for level, _ in messages_of(response)] == ["warning"]


def test_refusal_is_shown_beside_its_field_and_keeps_the_form_data(client_of, coordinator, form_data, animator):
    response = client_of(coordinator).post(NEW, form_data | {"email": animator.email})

    form = response.context["form"]
    assert list(form.errors) == ["email"]
    assert form["first_name"].value() == "Dominique"
    assert Invitation.objects.count() == 0


@pytest.mark.parametrize(
    ("role", "missing_fields"), [(Role.ANIMATOR, ["epm"]), (Role.TERRITORIAL, ["territory"]), (Role.COORDINATOR, [])]
)
def test_form_requires_the_place_of_the_role(client_of, coordinator, form_data, role, missing_fields):
    response = client_of(coordinator).post(NEW, form_data | {"role": role, "epm": ""})

    assert list(response.context["form"].errors if response.context else []) == missing_fields


def test_place_of_another_role_is_ignored(client_of, coordinator, form_data, figeac):
    client_of(coordinator).post(NEW, form_data | {"role": Role.TERRITORIAL, "territory": figeac.pk})

    invitation = Invitation.objects.get()
    assert (invitation.role, invitation.epm, invitation.territory) == (Role.TERRITORIAL, None, figeac)


def test_territorial_animator_is_offered_open_epm_of_their_territory_only(
    client_of, territorial, epm, other_epm, figeac
):
    EPMFactory(commune__territory=figeac, is_open=False)

    form = client_of(territorial).get(NEW).context["form"]

    assert list(form.fields) == ["email", "first_name", "last_name", "epm", "contract"]
    assert list(form.fields["epm"].queryset) == [epm]


def test_forged_post_of_a_territorial_animator_gives_no_other_role_or_place(
    client_of, territorial, form_data, other_epm, figeac
):
    client = client_of(territorial)

    response = client.post(NEW, form_data | {"epm": other_epm.pk})
    client.post(NEW, form_data | {"role": Role.COORDINATOR, "territory": figeac.pk})

    assert list(response.context["form"].errors) == ["epm"]
    assert Invitation.objects.get().role == Role.ANIMATOR


def test_actions_apply_to_visible_invitations_only(client_of, coordinator, other_territorial, animator, invitation):
    for name in ("reseau:invitation_resend", "reseau:invitation_cancel"):
        url = reverse(name, args=[invitation.pk])
        assert client_of(other_territorial).post(url).status_code == 404
        assert client_of(animator).post(url).status_code == 404
        assert client_of(coordinator).get(url).status_code == 405
    assert Invitation.objects.count() == 1


def test_resending_and_cancelling_show_messages(client_of, territorial, invitation, django_capture_on_commit_callbacks):
    client = client_of(territorial)

    with django_capture_on_commit_callbacks(execute=True):
        resend_response = client.post(reverse("reseau:invitation_resend", args=[invitation.pk]), follow=True)
    cancel_response = client.post(reverse("reseau:invitation_cancel", args=[invitation.pk]), follow=True)

    assert messages_of(resend_response) == [("success", "L’invitation est repartie à nouvelle@example.org.")]
    assert messages_of(cancel_response)[0][0] == "success"
    assert (len(mail.outbox), Invitation.objects.count()) == (1, 0)


def test_invitation_accepted_meanwhile_is_not_sent_again(client_of, coordinator, invitation):
    Invitation.objects.update(accepted_at=timezone.now())

    response = client_of(coordinator).post(reverse("reseau:invitation_resend", args=[invitation.pk]), follow=True)

    assert messages_of(response) == [("error", "Cette invitation est déjà acceptée.")]


def test_link_shows_the_name_and_the_position_and_writes_nothing(client, invitation):
    initial_rows = list(Invitation.objects.values())

    response = client.get(invitation.get_absolute_url())

    assert response.status_code == 200
    assert "Dominique Invité" in response.text
    assert "Animation d’un EPM, EPM de Gramat" in response.text
    assert response["Cache-Control"].startswith("max-age=0, no-cache, no-store")
    assert list(Invitation.objects.values()) == initial_rows
    assert not Member.objects.filter(email=invitation.email).exists()


def test_acceptance_logs_in_and_opens_the_first_login(client, invitation):
    response = client.post(invitation.get_absolute_url(), TYPED_TWICE)

    member = Member.objects.get(email="nouvelle@example.org")
    assert (response.status_code, response.url) == (302, "/bienvenue/")
    assert client.session["_auth_user_id"] == str(member.pk)
    assert client.get(reverse("reseau:members")).status_code == 200


def test_acceptance_in_the_browser_of_another_person_logs_in_the_new_one(client_of, coordinator, invitation):
    client = client_of(coordinator)
    assert str(coordinator) in client.get(invitation.get_absolute_url()).text

    client.post(invitation.get_absolute_url(), TYPED_TWICE)

    assert client.session["_auth_user_id"] == str(Member.objects.get(email="nouvelle@example.org").pk)


@pytest.mark.parametrize(
    ("passwords", "message"),
    [
        (
            {"new_password1": PASSWORD, "new_password2": "autre-chose-encore"},
            "Les deux mots de passe ne correspondent pas.",
        ),
        (
            {"new_password1": "court", "new_password2": "court"},
            "Ce mot de passe est trop court. Il doit contenir au minimum 12\u00a0caractères.",
        ),
        (
            {"new_password1": "nouvelle@example.org", "new_password2": "nouvelle@example.org"},
            "Le mot de passe est trop semblable au champ «\u00a0adresse électronique\u00a0».",
        ),
    ],
)
def test_password_is_refused_in_french(client, invitation, passwords, message):
    response = client.post(invitation.get_absolute_url(), passwords)

    assert [text.replace("\xa0", " ") for text in response.context["form"].errors["new_password2"]] == [
        message.replace("\xa0", " ")
    ]
    assert not Member.objects.filter(email=invitation.email).exists()


@pytest.mark.parametrize(
    ("fields", "heading", "can_be_sent_again"),
    [
        ({"expires_at": timezone.now() - timedelta(days=1)}, "Cette invitation a expiré", True),
        ({"accepted_at": timezone.now()}, "Cette invitation a déjà servi", False),
    ],
)
def test_used_link_names_a_contact(client, invitation, fields, heading, can_be_sent_again):
    Invitation.objects.update(**fields)

    for response in (
        client.get(invitation.get_absolute_url()),
        client.post(invitation.get_absolute_url(), TYPED_TWICE),
    ):
        assert response.status_code == 410
        assert f"<h1>{heading}</h1>" in response.text
        assert invitation.invited_by.email in response.text
        assert ("peut vous renvoyer le message" in response.text) == can_be_sent_again


@pytest.mark.django_db
def test_unknown_link_is_a_404_without_any_name(client):
    response = client.get("/invitation/inconnu/")

    assert response.status_code == 404
    assert "<h1>Cette invitation n’existe pas</h1>" in response.text


def test_account_opened_meanwhile_is_reported_and_unchanged(client, animator, epm):
    invitation = InvitationFactory(email=animator.email, epm=epm)

    response = client.post(invitation.get_absolute_url(), TYPED_TWICE)

    assert response.status_code == 410
    assert "connectez-vous" in response.text
    assert not Member.objects.get(pk=animator.pk).check_password(PASSWORD)
