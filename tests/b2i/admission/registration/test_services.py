"""Tests of the opening of records."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.db.models.signals import pre_save
from django.utils import timezone

from b2i.admission.registration import services as learners
from b2i.frameworks.models.framework import Framework
from b2i.people.learners.consent_texts import CONSENT_VERSION
from b2i.people.learners.models.consent import Consent
from b2i.people.learners.models.learner import Learner
from b2i.people.learners.services import ParentSignature
from b2i.records.models import Record
from reseau.people.members.models.member import Member
from tests.factories.b2i import LearnerFactory

pytestmark = pytest.mark.django_db
SIGNATURE = ParentSignature("Claire Delpech", paper_mark="Classeur 2026")


def test_new_learner_has_account_card_and_record(b2i_adultes, epm, animator):
    new_learner = learners.create_learner(first_name="Odette", epm=epm, created_by=animator)
    learner = Learner.objects.get()
    assert new_learner.learner == learner
    assert (str(learner), learner.card_number, learner.epm) == ("Odette", "46-0001", epm)
    assert new_learner.record == Record.objects.get(learner=learner, framework=b2i_adultes)
    assert learner.check_secret(new_learner.secret)


def test_new_learner_has_no_email_and_no_password(b2i_adultes, epm, animator):
    member = learners.create_learner(first_name="Odette", epm=epm, created_by=animator).learner.member
    assert (member.email, member.has_usable_password()) == (None, False)


def test_consent_is_stored_with_details(b2i_adultes, epm, animator):
    learner = learners.create_learner(
        first_name="Odette",
        epm=epm,
        created_by=animator,
        consent_means="written",
        consent_giver="parent",
        parent_signature=SIGNATURE,
    ).learner
    consent = learner.consents.get()
    assert (consent.noted_by, consent.version, consent.epm) == (animator, CONSENT_VERSION, epm)
    assert (consent.means, consent.giver) == ("written", "parent")
    assert (timezone.now() - consent.given_at).total_seconds() < 60


def test_learner_without_card_has_no_secret(b2i_adultes, epm, animator):
    new_learner = learners.create_learner(first_name="Odette", epm=epm, created_by=animator, with_card=False)
    assert (new_learner.secret, new_learner.learner.has_card, new_learner.learner.card_number) == ("", False, "46-0001")
    assert list(Learner.objects.visible_to(animator)) == [new_learner.learner]


def test_record_of_child_needs_consent_of_parent(b2i_adultes, epm, animator):
    year = timezone.localdate().year - 14
    with pytest.raises(ValidationError, match="accord d’un parent"):
        learners.create_learner(first_name="Odette", epm=epm, created_by=animator, birth_year=year)
    assert (Learner.objects.count(), Consent.objects.count()) == (0, 0)
    child = {"first_name": "Odette", "epm": epm, "created_by": animator, "birth_year": year, "consent_giver": "parent"}
    with pytest.raises(ValidationError, match="papier signé"):
        learners.create_learner(**child)
    learners.create_learner(**child, parent_signature=SIGNATURE)
    assert Consent.objects.get().giver == "parent"


def test_bulk_load_sets_secret_and_hash(b2i_adultes, epm, animator):
    model = LearnerFactory.build(epm=epm)
    new_learner = learners.create_learner(
        first_name="Odette", epm=epm, created_by=animator, secret="2580", secret_hash=model.card_secret
    )
    assert (new_learner.secret, new_learner.learner.card_secret) == ("2580", model.card_secret)


@pytest.fixture
def number_taken_meanwhile():
    """The first number tried is taken by another animator at the same time."""
    taken_number = LearnerFactory(card_number="46-0001").card_number
    tried_numbers = []

    def take_number(instance, **kwargs):
        tried_numbers.append(instance.card_number)
        if len(tried_numbers) == 1:
            instance.card_number = taken_number

    pre_save.connect(take_number, sender=Learner)
    yield tried_numbers
    pre_save.disconnect(take_number, sender=Learner)


def test_taken_card_number_is_replaced_by_next_one(b2i_adultes, epm, animator, number_taken_meanwhile):
    learner = learners.create_learner(first_name="Odette", epm=epm, created_by=animator).learner
    assert (learner.card_number, len(number_taken_meanwhile)) == ("46-0002", 2)
    assert Record.objects.get().learner == learner


def test_other_integrity_error_is_raised(b2i_adultes, epm, animator):
    with pytest.raises(IntegrityError):
        learners.create_learner(first_name="Odette", epm=epm, created_by=animator, birth_year=58)


def test_nothing_is_created_without_framework(epm, animator, without_frameworks):
    members = Member.objects.count()
    with pytest.raises(Framework.DoesNotExist):
        learners.create_learner(first_name="Odette", epm=epm, created_by=animator)
    assert (Member.objects.count(), Learner.objects.count()) == (members, 0)
