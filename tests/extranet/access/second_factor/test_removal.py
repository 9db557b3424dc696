"""The way back from a lost second factor: on the site or on the server, written down, told to the person."""

from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from alertes.channels.mails.models.mail import Mail
from extranet.access.second_factor.models import SecondFactorRemoval
from extranet.access.second_factor.services import remove_second_factor

pytestmark = pytest.mark.django_db
JOURNAL, NOTE = "/membres/double-authentification/", "Passée au bureau ce matin"


def address(member) -> str:
    return f"/membres/{member.pk}/double-authentification/"


@pytest.fixture(autouse=True)
def _not_required(settings):
    settings.MFA_REQUIRED = False


@pytest.fixture
def equip():
    def add(member):
        for kind in (Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES):
            Authenticator.objects.create(user=member, type=kind, data={})
        return member

    return add


def has_second_factor(member) -> bool:
    return Authenticator.objects.filter(user=member).exists()


@pytest.mark.parametrize(
    ("whose", "by"), [("animator", "territorial"), ("animator", "coordinator"), ("territorial", "coordinator")]
)
def test_removal_is_written_down_and_told_and_ends_connections(request, client_of, equip, whose, by):
    member, remover = equip(request.getfixturevalue(whose)), request.getfixturevalue(by)
    theirs, client = client_of(member), client_of(remover)
    assert theirs.get("/membres/").status_code == 200
    assert address(member) in client.get(member.get_absolute_url()).text

    assert client.post(address(member), {"note": NOTE}).url == member.get_absolute_url()

    assert not has_second_factor(member)
    removal = SecondFactorRemoval.objects.get()
    assert (removal.member, removal.by, removal.operator, removal.note) == (member, remover, "", NOTE)
    assert theirs.get("/membres/").status_code == 302
    mail = Mail.objects.get()
    assert (mail.outsider, mail.subject) == (member.email, "Votre double authentification a été retirée")
    assert f"retirée par {remover}." in mail.text
    assert JOURNAL in client.get(member.get_absolute_url()).text
    assert NOTE in client.get(JOURNAL).text


@pytest.mark.parametrize(
    ("whose", "by"),
    [
        *((person, person) for person in ("animator", "territorial", "coordinator")),
        *(("animator", person) for person in ("colleague", "stranger", "other_territorial")),
        *((watcher, "animator") for watcher in ("territorial", "coordinator")),
        ("territorial", "other_territorial"),
        ("coordinator", "territorial"),
    ],
)
def test_nobody_else_removes_it_by_page_or_by_sending(request, client_of, equip, whose, by):
    member, other = equip(request.getfixturevalue(whose)), request.getfixturevalue(by)
    client = client_of(other)
    assert client.get(address(member)).status_code == 404
    assert client.post(address(member), {"note": NOTE}).status_code == 404
    assert address(member) not in client.get(member.get_absolute_url()).text
    assert (has_second_factor(member), SecondFactorRemoval.objects.count(), Mail.objects.count()) == (True, 0, 0)


def test_removal_says_how_the_person_was_recognised(territorial, client_of, equip, animator):
    equip(animator)
    page = client_of(territorial).post(address(animator), {"note": " "})
    assert (page.status_code, page.context["form"].errors) == (
        200,
        {"note": ["Dites comment vous avez reconnu la personne."]},
    )
    assert has_second_factor(animator)


def test_nothing_to_remove_is_a_404(territorial, client_of, animator):
    assert client_of(territorial).get(address(animator)).status_code == 404


def test_journal_is_read_by_those_who_watch(
    client_of, animator, colleague, territorial, other_territorial, coordinator, equip
):
    equip(animator)
    client_of(territorial).post(address(animator), {"note": NOTE})
    pages = {person: client_of(person).get(JOURNAL) for person in (territorial, other_territorial, coordinator)}
    assert [NOTE in page.text for page in pages.values()] == [True, False, True]
    assert client_of(colleague).get(JOURNAL).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_journal_costs_the_same_with_one_row_and_three(
    client_of, coordinator, animator, territorial, count, django_assert_max_num_queries
):
    for _ in range(count):
        SecondFactorRemoval.objects.create(member=animator, by=territorial, note=NOTE)
    client = client_of(coordinator)
    with django_assert_max_num_queries(8):
        client.get(JOURNAL)


def test_coordinator_comes_back_by_the_command_on_the_server(client_of, coordinator, equip):
    equip(coordinator)
    theirs = client_of(coordinator)
    output = StringIO()
    call_command("remove_second_factor", coordinator.email.upper(), note="Vue au bureau", stdout=output)
    removal = SecondFactorRemoval.objects.get()
    assert (has_second_factor(coordinator), removal.by, bool(removal.operator)) == (False, None, True)
    assert removal.operator in output.getvalue()
    assert theirs.get("/membres/").status_code == 302
    assert Mail.objects.get().outsider == coordinator.email
    assert f"{removal.operator}, sur le serveur" in client_of(coordinator).get(JOURNAL).text


@pytest.mark.parametrize("email", ["personne@example.org", "coordinator"])
def test_command_refuses_in_words(coordinator, email):
    """An unknown address; an account that has nothing."""
    address = coordinator.email if email == "coordinator" else email
    with pytest.raises(CommandError, match=r"Aucun compte|pas de double"):
        call_command("remove_second_factor", address, note="Vue au bureau")


def test_database_refuses_a_removal_by_oneself(animator):
    with pytest.raises(IntegrityError), transaction.atomic():
        SecondFactorRemoval.objects.create(member=animator, by=animator, note=NOTE)


def test_animator_is_invited_and_led_there_only_if_the_site_asks(client_of, animator, settings):
    client = client_of(animator)
    page = client.get("/compte/double-authentification/").text
    assert "vous confient leur livret" in page
    settings.MFA_REQUIRED = settings.SECOND_FACTOR_OF_ANIMATORS = True
    assert client.get("/membres/").url == "/compte/double-authentification/"
    assert "pour continuer" in client.get("/compte/double-authentification/").text
    Authenticator.objects.create(user=animator, type=Authenticator.Type.WEBAUTHN, data={})
    assert client.get("/membres/").status_code == 200


@pytest.mark.parametrize("by", ["colleague", "other_territorial", None])
def test_service_refuses_whoever_may_not(request, equip, animator, by):
    """Whatever page or program calls it."""
    equip(animator)
    remover = request.getfixturevalue(by) if by else None
    with pytest.raises(ValidationError) as refusal:
        remove_second_factor(member=animator, note=NOTE, by=remover)
    assert (refusal.value.code, has_second_factor(animator)) == ("not_yours", True)
