"""Tests of the form that opens a record."""

import pytest

from b2i.admission.registration.forms import LearnerForm
from b2i.people.learners.models.learner import Learner
from tests.factories.reseau import PositionFactory

pytestmark = pytest.mark.django_db
AGREED = {"consent": "on", "means": "oral", "giver": "person"}


def test_first_name_and_consent_are_enough(animator):
    form = LearnerForm({"first_name": "Odette"} | AGREED, user=animator)
    assert form.errors == {}


def test_record_without_consent_is_refused(animator):
    form = LearnerForm({"first_name": "Odette", "means": "oral", "giver": "person"}, user=animator)
    assert form.errors == {"consent": ["Sans l’accord de la personne, un livret ne peut pas être ouvert."]}


@pytest.mark.parametrize("year", ["58", "1850", "2025"])
def test_unlikely_birth_year_is_refused(animator, year):
    form = LearnerForm({"first_name": "Odette", "birth_year": year} | AGREED, user=animator)
    assert form.errors == {"birth_year": ["L’année de naissance s’écrit avec quatre chiffres, par exemple 1958."]}


def test_member_of_several_epm_must_choose_one(animator, epm, other_epm):
    PositionFactory(member=animator, epm=other_epm)
    form = LearnerForm({"first_name": "Odette", "epm": other_epm.pk} | AGREED, user=animator)
    assert set(form.fields["epm"].queryset) == {epm, other_epm}
    assert form.is_valid()


def test_other_epm_is_refused(animator, other_epm, stranger):
    PositionFactory(member=animator)
    form = LearnerForm({"first_name": "Odette", "epm": other_epm.pk} | AGREED, user=animator)
    assert list(form.errors) == ["epm"]


def test_member_of_one_epm_is_not_asked(animator):
    assert "epm" not in LearnerForm(user=animator).fields


def test_saving_opens_record_in_chosen_epm(b2i_adultes, animator, epm):
    form = LearnerForm(
        {"first_name": "Odette", "last_name": "Bru", "birth_year": "1951", "commune": epm.commune_id} | AGREED,
        user=animator,
    )
    assert form.is_valid()
    form.save()
    learner = Learner.objects.get()
    assert (str(learner), learner.birth_year, learner.commune, learner.epm) == ("Odette Bru", 1951, epm.commune, epm)
    assert learner.created_by == animator
