"""Invitations: who may send which."""

import pytest

from reseau.enums import Role
from reseau.people.invitations.models import Invitation
from reseau.people.invitations.permissions import may_send_invitation
from reseau.people.members.models.member import Member
from tests.factories.reseau import PositionFactory


@pytest.mark.parametrize("role", Role.values)
def test_invitation_without_epm_is_for_a_coordinator_to_send(territorial, coordinator, role):
    invitation = Invitation(role=role)
    assert [may_send_invitation(user, invitation) for user in (territorial, coordinator)] == [False, True]


def test_animator_is_invited_by_the_territory_of_the_epm(animator, territorial, other_territorial, coordinator, epm):
    invitation = Invitation(role=Role.ANIMATOR, epm=epm)
    users = (animator, other_territorial, territorial, coordinator)
    assert [may_send_invitation(user, invitation) for user in users] == [False, False, True, True]


def test_person_of_reference_invites_animators_of_their_own_epm(animator, epm, other_epm, yesterday):
    animator.positions.update(is_referent=True)
    PositionFactory(member=animator, epm=other_epm, is_referent=True, end=yesterday)
    referent = Member.objects.get(pk=animator.pk)

    invitations = [Invitation(role=role, epm=place) for place in (epm, other_epm) for role in Role]
    sent = [(each.role, each.epm) for each in invitations if may_send_invitation(referent, each)]
    assert sent == [(Role.ANIMATOR, epm)]


@pytest.mark.parametrize("role", [Role.TERRITORIAL, Role.COORDINATOR])
def test_supervising_role_is_not_given_by_a_territorial_animator(territorial, coordinator, epm, role):
    invitation = Invitation(role=role, epm=epm)
    assert [may_send_invitation(user, invitation) for user in (territorial, coordinator)] == [False, True]
