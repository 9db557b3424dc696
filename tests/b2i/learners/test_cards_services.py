"""Recognising a learner by her card, giving her a new secret."""

from datetime import timedelta

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.test import Client
from django.utils import timezone
from freezegun import freeze_time

from b2i.learners.models.learner import Learner
from b2i.learners.services import cards
from b2i.learners.services.cards import LOCKED_CARD_MESSAGE, WRONG_CARD_MESSAGE, CardRefusedError, login_with_card
from reseau.members.models.member import Member
from tests.factories.b2i import SECRET
from tests.factories.reseau import PositionFactory

pytestmark = pytest.mark.django_db
UNKNOWN = "46-9999"
WRONG = "0001"


class CountingHasher(MD5PasswordHasher):
    """Hashes with the costly step counted."""

    runs = 0

    def encode(self, password, salt):
        type(self).runs += 1
        return super().encode(password, salt)


def refusals(number: str, secret: str = WRONG, *, times: int = 1) -> list[str]:
    messages = []
    for _ in range(times):
        with pytest.raises(CardRefusedError) as refusal:
            login_with_card(number=number, secret=secret)
        messages.append(str(refusal.value))
    return messages


@pytest.mark.parametrize("number", ["46-0007", "46 0007", "0007"])
def test_number_and_secret_open_the_record(learner, number):
    assert login_with_card(number=number, secret=SECRET) == learner


def test_a_wrong_secret_is_refused(learner):
    assert refusals("46-0007") == [WRONG_CARD_MESSAGE]


def test_the_fifth_wrong_secret_locks_the_card(learner):
    assert refusals("46-0007", times=6) == [WRONG_CARD_MESSAGE] * 4 + [LOCKED_CARD_MESSAGE] * 2


def test_a_locked_card_refuses_the_right_secret_too(learner):
    refusals("46-0007", times=5)
    assert refusals("46-0007", SECRET) == [LOCKED_CARD_MESSAGE]


def test_a_locked_card_opens_after_a_quarter_of_an_hour(learner):
    refusals("46-0007", times=5)
    with freeze_time(timezone.now() + timedelta(minutes=15, seconds=1)):
        assert login_with_card(number="46-0007", secret=SECRET) == learner


def test_the_right_secret_at_the_fifth_try_opens_the_card(learner):
    refusals("46-0007", times=4)
    login_with_card(number="46-0007", secret=SECRET)
    learner.refresh_from_db()
    assert (learner.failed_logins, learner.locked_until) == (0, None)


def test_a_number_that_no_card_has_answers_like_a_real_one(learner):
    assert refusals(UNKNOWN, times=6) == refusals("46-0007", times=6)


def test_a_number_that_no_card_has_costs_as_much_to_look_at(learner, settings):
    settings.PASSWORD_HASHERS = [f"{__name__}.CountingHasher"]
    CountingHasher.runs = 0
    refusals("46-0007")
    real = CountingHasher.runs
    refusals(UNKNOWN)
    assert (real, CountingHasher.runs) == (1, 2)


def test_a_locked_card_costs_as_much_to_look_at(learner, settings):
    Learner.objects.update(failed_logins=5, locked_until=timezone.now() + timedelta(minutes=15))
    settings.PASSWORD_HASHERS = [f"{__name__}.CountingHasher"]
    CountingHasher.runs = 0
    refusals("46-0007")
    assert CountingHasher.runs == 1


def test_tries_on_one_card_do_not_lock_another(learner, other_record):
    refusals("46-0007", times=5)
    other = other_record.learner
    assert login_with_card(number=other.card_number, secret=SECRET) == other


def test_a_closed_account_is_refused(learner):
    learner.member.is_active = False
    learner.member.save()
    assert refusals("46-0007", SECRET) == [WRONG_CARD_MESSAGE]


def test_four_digits_never_open_the_account_of_an_animator(learner, epm):
    PositionFactory(member=learner.member, epm=epm)
    assert refusals("46-0007", SECRET) == [WRONG_CARD_MESSAGE]


def test_four_digits_never_open_the_account_of_a_superuser(learner):
    learner.member.is_superuser = True
    learner.member.save()
    assert refusals("46-0007", SECRET) == [WRONG_CARD_MESSAGE]


def test_a_new_secret_replaces_the_old_one_and_opens_the_card(learner):
    for _ in range(5):
        Learner.objects.filter(pk=learner.pk).spend_try()
    secret = cards.reset_secret(learner=learner)
    learner.refresh_from_db()
    assert (learner.check_secret(secret), learner.is_locked) == (True, False)
    assert learner.check_secret("2580") == (secret == "2580")


def test_a_new_secret_closes_the_sessions_of_the_old_one(record):
    client = Client()
    client.force_login(record.learner.member, backend="b2i.backends.CardBackend")
    assert client.get("/b2i/mon-livret/").status_code == 200
    cards.reset_secret(learner=record.learner)
    assert client.get("/b2i/mon-livret/").status_code == 302


def test_a_new_secret_leaves_the_password_of_a_member_alone(learner):
    learner.member.set_password("un-mot-de-passe-solide")
    learner.member.save()
    cards.reset_secret(learner=learner)
    assert Member.objects.get(pk=learner.member_id).check_password("un-mot-de-passe-solide")
