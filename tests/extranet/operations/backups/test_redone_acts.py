"""Each act on a row of the copy is done again through its line, as the service of its day had done it; once."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.utils import timezone

from audit.enums import Act
from audit.models import AuditLine
from b2i.people.learners.card import new_secret
from b2i.people.learners.models.following import Following
from b2i.people.learners.models.learner import Learner
from b2i.people.learners.services import end_following, follow, hand_over, login_with_card, reset_secret
from b2i.privacy.rights.services import put_aside, reopen_record
from extranet.access.second_factor.services import remove_second_factor
from extranet.operations.backups.redone_acts import BY_HAND, NOTED_ALONE, REDONE
from extranet.operations.backups.replay import replay
from formation.proof.archives.services.erasure import erase_account
from reseau.people.computers.models import Computer
from reseau.people.computers.services import register_computer, revoke_computer
from reseau.people.invitations.models import Invitation
from reseau.people.invitations.services import cancel
from reseau.people.members.models.member import Member
from reseau.people.members.models.position import Position
from reseau.people.members.services import close_position, name_referent, release_referent, reopen_position
from tests.factories.b2i import LearnerFactory
from tests.factories.reseau import InvitationFactory, PositionFactory

pytestmark = pytest.mark.django_db


def line(act: Act, row: int, by: Member | None = None) -> AuditLine:
    return AuditLine(act=act, row=row, by=by and by.pk, at=timezone.now())


def redo(act: Act, row: int, by: Member | None = None) -> list[bool]:
    """Do the act again, twice; return whether each time changed something."""
    return [REDONE[act](line(act, row, by)) for _ in range(2)]


def noted(act: Act) -> list[tuple]:
    return list(AuditLine.objects.filter(act=act).values_list("row", "by"))


@pytest.fixture
def learner(epm):
    return LearnerFactory(epm=epm)


def test_each_act_is_done_again_or_says_why_not():
    assert sorted([*REDONE, *BY_HAND, *NOTED_ALONE]) == sorted(Act)


@pytest.mark.parametrize("act", [Act.ACCOUNT_ERASED, Act.ACCOUNT_ERASED_NAME_LEFT])
def test_account_is_erased_again(animator, coordinator, act):
    key, keeps_name = animator.pk, act == Act.ACCOUNT_ERASED_NAME_LEFT
    erase_account(member=animator, by=coordinator, keeps_name=keeps_name)
    assert noted(act) == [(key, coordinator.pk)]

    again = PositionFactory().member
    assert redo(act, again.pk, coordinator) == [True, False]
    assert not Member.objects.filter(pk=again.pk).exists()


def test_learner_is_erased_again(learner):
    assert redo(Act.LEARNER_ERASED, learner.pk) == [True, False]
    assert Learner.everyone.count() == 0


def test_record_is_put_aside_and_reopened_again(learner, animator):
    put_aside(learner=learner, asked_by=animator)
    put_aside(learner=learner, asked_by=animator)
    reopen_record(learner=learner, lifted_by=animator)
    assert noted(Act.RECORD_PUT_ASIDE) == noted(Act.RECORD_REOPENED) == [(learner.pk, animator.pk)]
    learner.limitations.all().delete()

    assert redo(Act.RECORD_PUT_ASIDE, learner.pk, animator) == [True, False]
    assert learner.limitations.live().get().asked_by == animator
    assert redo(Act.RECORD_REOPENED, learner.pk, animator) == [True, False]
    assert not learner.limitations.live().exists()


def test_card_that_was_replaced_opens_nothing(learner, animator):
    learner.set_secret(secret := new_secret())
    learner.save()
    assert login_with_card(number=learner.card_number, secret=secret, origin="here") == learner

    act = line(Act.CARD_RENEWED, learner.pk)
    assert REDONE[Act.CARD_RENEWED](act)

    with pytest.raises(ValidationError):
        login_with_card(number=learner.card_number, secret=secret, origin="here")
    assert learner.card_events.get().created == act.at
    reset_secret(learner=learner, by=animator)
    assert noted(Act.CARD_RENEWED) == [(learner.pk, animator.pk)]


def test_first_card_is_nothing_to_do_again(learner, animator):
    Learner.everyone.update(card_secret="")
    learner.refresh_from_db()
    assert redo(Act.CARD_RENEWED, learner.pk) == [False, False]
    reset_secret(learner=learner, by=animator)
    assert noted(Act.CARD_RENEWED) == []


def test_following_is_ended_again(learner, other_epm, animator):
    following = follow(learner=learner, epm=other_epm, noted_by=animator)
    for _ in range(2):
        end_following(following=following, ended_by=animator)
    assert noted(Act.FOLLOWING_ENDED) == [(following.pk, animator.pk)]
    Following.objects.update(until=None)

    assert redo(Act.FOLLOWING_ENDED, following.pk, animator) == [True, False]


def test_record_is_handed_over_again_whatever_the_former_place_keeps(learner, epm, other_epm, animator):
    following = follow(learner=learner, epm=other_epm, noted_by=animator)
    hand_over(following=following, handed_by=animator)
    acts = list(AuditLine.objects.order_by("pk"))
    assert [(act.act, act.row) for act in acts] == [
        (Act.FOLLOWING_ENDED, following.pk),
        (Act.RECORD_HANDED_OVER, following.pk),
    ]
    AuditLine.objects.all()._raw_delete("default")
    Following.objects.update(until=None)
    Learner.everyone.update(epm=epm)

    assert len(replay(acts=acts, made=timezone.now()).redone) == 2
    learner.refresh_from_db()
    assert (learner.epm, learner.followings.live().count()) == (other_epm, 0)


def test_record_handed_over_to_a_place_unknown_to_the_copy_is_left_to_people():
    act = line(Act.RECORD_HANDED_OVER, 404)
    assert replay(acts=[act], made=timezone.now()).by_hand == [act]


def test_position_is_closed_again_on_the_same_day(animator, coordinator):
    position = animator.positions.get()
    close_position(position=position, by=coordinator, territory_takes_over=True)
    assert noted(Act.POSITION_CLOSED) == [(position.pk, coordinator.pk)]
    end = Position.objects.get(pk=position.pk).end
    reopen_position(position=position, end=None, by=coordinator)
    assert noted(Act.POSITION_REOPENED) == [(position.pk, coordinator.pk)]

    assert redo(Act.POSITION_CLOSED, position.pk, coordinator) == [True, False]
    assert Position.objects.get(pk=position.pk).end == end


def test_position_that_was_to_begin_is_deleted_again():
    position = PositionFactory(start=timezone.localdate() + timedelta(days=3))
    assert redo(Act.POSITION_CLOSED, position.pk) == [True, False]
    assert not Position.objects.filter(pk=position.pk).exists()


def test_referent_is_named_and_released_again(epm, animator, colleague, coordinator):
    mine, theirs = (Position.objects.get(member=member) for member in (animator, colleague))
    Position.objects.update(is_referent=False)
    for position in (mine, theirs):
        name_referent(position=position, by=coordinator)
    release_referent(position=theirs, by=coordinator)
    assert noted(Act.REFERENT_NAMED) == [(mine.pk, coordinator.pk), (theirs.pk, coordinator.pk)]
    assert noted(Act.REFERENT_RELEASED) == [(theirs.pk, coordinator.pk)]

    assert redo(Act.REFERENT_NAMED, theirs.pk) == [True, False]
    assert redo(Act.REFERENT_RELEASED, theirs.pk) == [True, False]


def test_second_factor_is_removed_again(animator, coordinator):
    def equip():
        Authenticator.objects.create(user=animator, type=Authenticator.Type.TOTP, data={})

    equip()
    remove_second_factor(member=animator, by=coordinator, note="Vue ce matin")
    equip()
    remove_second_factor(member=animator, operator="root", note="Vue ce matin")
    assert noted(Act.SECOND_FACTOR_REMOVED) == [(animator.pk, coordinator.pk), (animator.pk, None)]

    equip()
    assert redo(Act.SECOND_FACTOR_REMOVED, animator.pk) == [True, False]


def test_computer_is_revoked_again(epm, animator):
    first = register_computer(epm=epm, name="Poste 1", by=animator)
    key = first.pk
    second = register_computer(epm=epm, name="Poste 2", by=animator, replaces=first)
    keys = [key, second.pk]
    revoke_computer(computer=second, by=animator)
    assert noted(Act.COMPUTER_REGISTERED) == noted(Act.COMPUTER_REVOKED) == [(key, animator.pk) for key in keys]

    third = register_computer(epm=epm, name="Poste 3", by=animator)
    assert redo(Act.COMPUTER_REVOKED, third.pk) == [True, False]
    assert Computer.objects.count() == 0


def test_invitation_is_cancelled_again(animator):
    first, second = InvitationFactory(), InvitationFactory()
    key = first.pk
    cancel(invitation=first, by=animator)
    assert noted(Act.INVITATION_CANCELLED) == [(key, animator.pk)]

    assert redo(Act.INVITATION_CANCELLED, second.pk) == [True, False]
    assert Invitation.objects.count() == 0
