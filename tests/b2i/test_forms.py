"""Tests of forms: accepted data and messages."""

import pytest

from b2i.evidence.forms import EvidenceForm
from b2i.learners.forms import CardLoginForm
from b2i.learners.models.learner import Learner
from b2i.records.forms import PositionForm
from b2i.registration.forms import LearnerForm
from tests.factories.b2i import skill_of
from tests.factories.reseau import PositionFactory

pytestmark = pytest.mark.django_db
AGREED = {"consent": "on", "means": "oral", "giver": "person"}


def test_number_and_secret_are_normalised():
    form = CardLoginForm({"number": " 46 0007 ", "secret": "25 80"})
    assert form.is_valid()
    assert form.cleaned_data == {"number": "46-0007", "secret": "2580"}


@pytest.mark.parametrize(
    ("field", "typed", "message"),
    [
        ("number", "Jeanne", "Un numéro de carte ressemble à 46-0001. Recopiez celui de votre carte."),
        ("number", "", "Recopiez le numéro écrit sur la carte."),
        ("secret", "258", "Le code secret a 4 chiffres."),
        ("secret", "abcd", "Le code secret a 4 chiffres."),
        ("secret", "٢٥٨٠", "Le code secret a 4 chiffres."),
        ("secret", "", "Tapez les 4 chiffres de votre code."),
    ],
)
def test_card_login_explains_missing_or_wrong_field(field, typed, message):
    form = CardLoginForm({"number": "46-0007", "secret": "2580", field: typed})
    assert form.errors == {field: [message]}


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


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "Dites en une ligne ce que la personne a fait."),
        ("x" * 301, "Une ligne suffit\u00a0: 300 caractères au plus."),
    ],
)
def test_evidence_text_is_one_line(skill, text, message):
    assert EvidenceForm({"text": text, "kind": "observed"}, skill=skill).errors == {"text": [message]}


def test_fields_of_each_skill_have_their_own_ids(skill):
    assert EvidenceForm(skill=skill)["text"].id_for_label == f"preuve-{skill.pk}-text"


def test_skills_without_answer_are_ignored(record, skill):
    other = skill_of(record, "D1.3")
    form = PositionForm({f"competence-{skill.pk}": "alone"}, skills=[skill, other])
    assert form.is_valid()
    assert form.levels == {skill: "alone"}


def test_unknown_answer_is_refused(skill):
    assert not PositionForm({f"competence-{skill.pk}": "expert"}, skills=[skill]).is_valid()
