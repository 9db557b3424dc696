"""Opening records."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.db.models.signals import pre_save
from django.utils import timezone

from b2i.frameworks.models.framework import Framework
from b2i.learners.models.consent import Consent
from b2i.learners.models.learner import Learner
from b2i.records.models.record import Record
from b2i.registration import services as learners
from reseau.members.models.member import Member
from tests.factories.b2i import LearnerFactory

pytestmark = pytest.mark.django_db


def test_a_new_learner_has_an_account_a_card_and_a_record(b2i_adultes, epm, animator):
    new = learners.create_learner(first_name="Odette", epm=epm, created_by=animator)
    learner = Learner.objects.get()
    assert new.learner == learner
    assert (str(learner), learner.card_number, learner.epm) == ("Odette", "46-0001", epm)
    assert new.record == Record.objects.get(learner=learner, framework=b2i_adultes)
    assert learner.check_secret(new.secret)


def test_a_new_learner_has_no_e_mail_address_and_no_password(b2i_adultes, epm, animator):
    member = learners.create_learner(first_name="Odette", epm=epm, created_by=animator).learner.member
    assert (member.email, member.has_usable_password()) == (None, False)


def test_the_consent_says_when_how_to_what_and_who_noted_it(b2i_adultes, epm, animator):
    learner = learners.create_learner(
        first_name="Odette", epm=epm, created_by=animator, consent_means="written", consent_giver="parent"
    ).learner
    consent = learner.consents.get()
    assert (consent.noted_by, consent.version, consent.epm) == (animator, "2026-3", epm)
    assert (consent.means, consent.giver) == ("written", "parent")
    assert (timezone.now() - consent.given_at).total_seconds() < 60


def test_somebody_without_a_card_is_followed_and_no_secret_is_made(b2i_adultes, epm, animator):
    new = learners.create_learner(first_name="Odette", epm=epm, created_by=animator, with_card=False)
    assert (new.secret, new.learner.has_card, new.learner.card_number) == ("", False, "46-0001")
    assert list(Learner.objects.visible_to(animator)) == [new.learner]


def test_a_child_has_a_record_with_the_consent_of_a_parent_alone(b2i_adultes, epm, animator):
    year = timezone.localdate().year - 14
    with pytest.raises(ValidationError, match="accord d’un parent"):
        learners.create_learner(first_name="Odette", epm=epm, created_by=animator, birth_year=year)
    assert (Learner.objects.count(), Consent.objects.count()) == (0, 0)
    learners.create_learner(first_name="Odette", epm=epm, created_by=animator, birth_year=year, consent_giver="parent")
    assert Consent.objects.get().giver == "parent"


def test_bulk_loads_give_the_secret_and_its_hash(b2i_adultes, epm, animator):
    model = LearnerFactory.build(epm=epm)
    new = learners.create_learner(
        first_name="Odette", epm=epm, created_by=animator, secret="2580", secret_hash=model.card_secret
    )
    assert (new.secret, new.learner.card_secret) == ("2580", model.card_secret)


@pytest.fixture
def number_taken_meanwhile():
    """The first number that is tried was just taken by somebody else, as when two animators click at the same time."""
    taken = LearnerFactory(card_number="46-0001").card_number
    tried = []

    def is_too_late(instance, **kwargs):
        tried.append(instance.card_number)
        if len(tried) == 1:
            instance.card_number = taken

    pre_save.connect(is_too_late, sender=Learner)
    yield tried
    pre_save.disconnect(is_too_late, sender=Learner)


def test_a_number_taken_meanwhile_is_left_to_who_took_it(b2i_adultes, epm, animator, number_taken_meanwhile):
    learner = learners.create_learner(first_name="Odette", epm=epm, created_by=animator).learner
    assert (learner.card_number, len(number_taken_meanwhile)) == ("46-0002", 2)
    assert Record.objects.get().learner == learner


def test_another_refusal_of_the_database_is_not_taken_for_a_number(b2i_adultes, epm, animator):
    with pytest.raises(IntegrityError):
        learners.create_learner(first_name="Odette", epm=epm, created_by=animator, birth_year=58)


def test_nothing_is_half_done_on_a_site_without_frameworks(epm, animator):
    members = Member.objects.count()
    with pytest.raises(Framework.DoesNotExist):
        learners.create_learner(first_name="Odette", epm=epm, created_by=animator)
    assert (Member.objects.count(), Learner.objects.count()) == (members, 0)
