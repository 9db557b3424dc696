"""Inviting into the network and accepting: permissions, refusals, and the resulting account."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from reseau.enums import Contract, InvitationState, Role
from reseau.people.invitations.models import Invitation
from reseau.people.invitations.services import ACCOUNT_OPEN_MESSAGE, accept, cancel, invite, resend
from reseau.people.members.models.member import Member
from reseau.people.members.models.position import Position
from tests.clock import freeze_time
from tests.factories.reseau import EPMFactory, InvitationFactory, MemberFactory, PositionFactory
from tests.moments import A_MINUTE, end_of

SITE = "https://extranet.example.org/"
PASSWORD = "trois-mots-de-passe"


@pytest.fixture
def unsent_invitation(epm):
    """`unsent_invitation(…)` builds an invitation, to be animator of `epm` by default."""

    def build(**fields) -> Invitation:
        defaults = {"email": "nouvelle@example.org", "first_name": "Dominique", "last_name": "Fabre", "epm": epm}
        return Invitation(**defaults | fields)

    return build


def expired_invitation(**fields) -> Invitation:
    return InvitationFactory(expires_at=timezone.now() - timedelta(days=1), **fields)


def accepted_invitation(**fields) -> Invitation:
    return InvitationFactory(accepted_at=timezone.now(), **fields)


def test_invitation_sends_one_mail_with_sender_role_link_and_expiry(
    unsent_invitation, territorial, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        invitation = invite(invitation=unsent_invitation(), by=territorial, site_url=SITE)

    [message] = mail.outbox
    link = f"https://extranet.example.org/invitation/{invitation.token}/"
    assert message.to == ["nouvelle@example.org"]
    assert message.subject == f"{territorial} vous invite sur l’extranet des médiateurs numériques du Lot"
    assert [line for line in message.body.splitlines() if line.startswith("http")] == [link]
    assert "Votre poste\u00a0: Animation d’un EPM, EPM de Gramat." in message.body
    last_day = timezone.localdate() + timedelta(days=14)
    assert timezone.localtime(invitation.expires_at).date() == last_day
    assert "&#x27;" not in message.body


def test_refused_invitation_sends_nothing_and_keeps_nothing(
    unsent_invitation, other_territorial, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True), pytest.raises(ValidationError):
        invite(invitation=unsent_invitation(), by=other_territorial, site_url=SITE)

    assert (len(mail.outbox), Invitation.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("person", "fields", "is_allowed"),
    [
        ("coordinator", {"role": Role.ANIMATOR}, True),
        ("coordinator", {"role": Role.COORDINATOR, "epm": None}, True),
        ("territorial", {"role": Role.ANIMATOR}, True),
        ("territorial", {"role": Role.COORDINATOR, "epm": None}, False),
        ("other_territorial", {"role": Role.ANIMATOR}, False),
        ("animator", {"role": Role.ANIMATOR}, False),
    ],
)
def test_each_role_invites_to_the_roles_it_may(request, unsent_invitation, person, fields, is_allowed):
    member = request.getfixturevalue(person)

    if is_allowed:
        assert invite(invitation=unsent_invitation(**fields), by=member, site_url=SITE).pk
    else:
        with pytest.raises(ValidationError):
            invite(invitation=unsent_invitation(**fields), by=member, site_url=SITE)


def test_territorial_animator_cannot_invite_another_one(unsent_invitation, territorial, figeac):
    with pytest.raises(ValidationError):
        invite(
            invitation=unsent_invitation(role=Role.TERRITORIAL, epm=None, territory=figeac),
            by=territorial,
            site_url=SITE,
        )


def test_place_must_fit_the_role(unsent_invitation, coordinator):
    with pytest.raises(ValidationError) as refusal:
        invite(invitation=unsent_invitation(role=Role.TERRITORIAL), by=coordinator, site_url=SITE)

    assert refusal.value.messages[0].startswith("Une animation d’EPM demande un EPM")


def test_address_of_a_member_with_a_live_position_is_refused_whatever_its_case(
    unsent_invitation, coordinator, animator
):
    with pytest.raises(ValidationError) as refusal:
        invite(invitation=unsent_invitation(email=animator.email.upper()), by=coordinator, site_url=SITE)

    assert list(refusal.value.message_dict) == ["email"]


def test_second_invitation_to_an_address_is_refused_while_the_first_waits(unsent_invitation, coordinator):
    InvitationFactory(email="nouvelle@example.org")

    with pytest.raises(ValidationError) as refusal:
        invite(invitation=unsent_invitation(email="Nouvelle@example.org"), by=coordinator, site_url=SITE)

    assert list(refusal.value.message_dict) == ["email"]


def test_expired_invitation_allows_a_new_one(unsent_invitation, coordinator):
    old_invitation = expired_invitation(email="nouvelle@example.org")

    new_invitation = invite(invitation=unsent_invitation(), by=coordinator, site_url=SITE)

    assert list(Invitation.objects.all()) == [new_invitation]
    assert new_invitation.token != old_invitation.token


def test_former_member_may_be_invited(unsent_invitation, coordinator, former):
    assert invite(invitation=unsent_invitation(email=former.email), by=coordinator, site_url=SITE).pk


def test_resent_invitation_has_the_same_link_and_a_new_expiry(coordinator, django_capture_on_commit_callbacks):
    invitation = expired_invitation()

    with django_capture_on_commit_callbacks(execute=True):
        resend(invitation=invitation, by=coordinator, site_url=SITE)

    resent_invitation = Invitation.objects.get()
    assert (resent_invitation.state, resent_invitation.token) == (InvitationState.PENDING, invitation.token)
    assert invitation.token in mail.outbox[0].body


def test_accepted_invitation_is_not_sent_again(coordinator, django_capture_on_commit_callbacks):
    invitation = accepted_invitation()

    with django_capture_on_commit_callbacks(execute=True), pytest.raises(ValidationError):
        resend(invitation=invitation, by=coordinator, site_url=SITE)

    assert mail.outbox == []


def test_invitation_is_not_sent_again_to_someone_who_has_an_account_meanwhile(coordinator, animator):
    invitation = InvitationFactory(email=animator.email)

    with pytest.raises(ValidationError) as refusal:
        resend(invitation=invitation, by=coordinator, site_url=SITE)

    assert set(refusal.value.message_dict) == {"email"}


def test_pending_invitation_can_be_cancelled_but_an_accepted_one_stays(coordinator):
    cancel(invitation=InvitationFactory(), by=coordinator)
    invitation = accepted_invitation()
    cancel(invitation=invitation, by=coordinator)

    assert list(Invitation.objects.all()) == [invitation]


def test_acceptance_opens_account_verified_address_and_position(epm):
    invitation = InvitationFactory(email="nouvelle@example.org", epm=epm, contract=Contract.VOLUNTEER)

    member = accept(token=invitation.token, password=PASSWORD)

    invitation.refresh_from_db()
    position = member.positions.get()
    assert (member.email, member.get_full_name()) == ("nouvelle@example.org", "Dominique Invité")
    assert member.check_password(PASSWORD)
    assert EmailAddress.objects.filter(user=member).values_list("email", "verified", "primary").get() == (
        "nouvelle@example.org",
        True,
        True,
    )
    assert (position.role, position.epm, position.contract) == (Role.ANIMATOR, epm, Contract.VOLUNTEER)
    assert (position.start, position.end) == (timezone.localdate(), None)
    assert (invitation.state, invitation.member) == (InvitationState.ACCEPTED, member)


@pytest.mark.django_db
def test_acceptance_leaves_the_addresses_of_others(animator):
    EmailAddress.objects.create(user=animator, email=animator.email, verified=True, primary=True)

    member = accept(token=InvitationFactory().token, password=PASSWORD)

    assert set(EmailAddress.objects.values_list("user", "email")) == {
        (animator.pk, animator.email),
        (member.pk, member.email),
    }


@pytest.mark.django_db
def test_second_acceptance_changes_nothing():
    invitation = InvitationFactory()
    member = accept(token=invitation.token, password=PASSWORD)

    with pytest.raises(ValidationError):
        accept(token=invitation.token, password="un-autre-mot-de-passe")

    assert Position.objects.filter(member=member).count() == 1
    assert Member.objects.get(pk=member.pk).check_password(PASSWORD)


@pytest.mark.django_db
def test_expired_invitation_cannot_be_accepted():
    invitation = expired_invitation()

    with pytest.raises(ValidationError):
        accept(token=invitation.token, password=PASSWORD)

    assert not Member.objects.filter(email=invitation.email).exists()


@pytest.mark.django_db
def test_unknown_token_cannot_be_accepted():
    with pytest.raises(Invitation.DoesNotExist):
        accept(token="inconnu", password=PASSWORD)

    assert Member.objects.count() == 0


def test_acceptance_reopens_the_account_of_a_former_member(former, other_epm):
    former.is_active = False
    former.save()
    EmailAddress.objects.create(user=former, email="ancienne@example.org", verified=True, primary=True)
    invitation = InvitationFactory(email=former.email, epm=other_epm, first_name="Autre", last_name="Nom")

    member = accept(token=invitation.token, password=PASSWORD)

    assert (member.pk, member.get_full_name(), member.is_active) == (former.pk, "Ancienne Collègue", True)
    assert member.check_password(PASSWORD)
    assert list(member.epm_ids) == [other_epm.pk]
    assert list(EmailAddress.objects.values_list("email", "verified")) == [(former.email, True)]


@pytest.mark.parametrize("is_same_place", [True, False])
def test_acceptance_reopens_a_closed_account_that_still_holds_a_position(animator, epm, other_epm, is_same_place):
    animator.is_active = False
    animator.save()
    invitation = InvitationFactory(email=animator.email, epm=epm if is_same_place else other_epm)

    member = accept(token=invitation.token, password=PASSWORD)

    assert (member.pk, member.is_active, member.check_password(PASSWORD)) == (animator.pk, True, True)
    assert member.epm_ids == {epm.pk, invitation.epm_id}
    assert member.positions.count() == len(member.epm_ids)


def test_person_who_left_again_can_be_invited_again(former, yesterday, coordinator):
    first_invitation = InvitationFactory(email=former.email)
    accept(token=first_invitation.token, password=PASSWORD)
    former.positions.update(start=yesterday, end=yesterday)

    member = accept(token=InvitationFactory(email=former.email).token, password=PASSWORD)

    assert member.invitations_accepted.count() == 2


def test_acceptance_is_refused_if_the_account_was_opened_meanwhile(former, epm):
    invitation = InvitationFactory(email=former.email)
    PositionFactory(member=former, epm=epm)

    with pytest.raises(ValidationError) as refusal:
        accept(token=invitation.token, password=PASSWORD)

    assert refusal.value.message == ACCOUNT_OPEN_MESSAGE
    assert not Member.objects.get(pk=former.pk).check_password(PASSWORD)


def test_each_role_sees_its_invitations(
    coordinator, territorial, other_territorial, animator, former, learner, epm, other_epm
):
    invitation_to_gramat, invitation_to_luzech = InvitationFactory(epm=epm), InvitationFactory(epm=other_epm)
    invitation_of_coordinator = InvitationFactory(role=Role.COORDINATOR, epm=None)

    def visible_to(user) -> set:
        return set(Invitation.objects.visible_to(user))

    assert visible_to(coordinator) == {invitation_to_gramat, invitation_to_luzech, invitation_of_coordinator}
    assert visible_to(territorial) == {invitation_to_gramat}
    assert visible_to(other_territorial) == {invitation_to_luzech}
    for outsider in (animator, former, learner):
        assert visible_to(outsider) == set()


def test_territorial_animator_does_not_see_invitations_of_a_territory_they_only_work_in(territorial, other_epm):
    PositionFactory(member=territorial, epm=other_epm)
    InvitationFactory(epm=other_epm)

    assert list(Invitation.objects.visible_to(territorial)) == []


def test_list_costs_the_same_with_one_and_three_invitations(coordinator, client_of, queries_of):
    client, url = client_of(coordinator), reverse("reseau:invitations")
    InvitationFactory(invited_by=coordinator)
    with_one = queries_of(client, url)
    accepted_invitation(member=MemberFactory(), invited_by=coordinator)
    InvitationFactory(epm=EPMFactory(), invited_by=MemberFactory())

    assert queries_of(client, url) == with_one
    assert with_one <= 8


@pytest.mark.django_db
def test_invitation_can_be_accepted_until_the_end_of_the_day_that_the_mail_names():
    invitation = InvitationFactory()
    last_day = timezone.localdate(invitation.expires_at)

    for moment, state in (
        (end_of(last_day), InvitationState.PENDING),
        (invitation.expires_at, InvitationState.EXPIRED),
        (end_of(last_day) + A_MINUTE, InvitationState.EXPIRED),
    ):
        with freeze_time(moment):
            assert invitation.state == state
            assert Invitation.objects.pending().exists() is (state == InvitationState.PENDING)
            assert Invitation.objects.expired().exists() is (state == InvitationState.EXPIRED)
