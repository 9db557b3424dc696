"""What the forms accept, and what they say when they do not."""

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


def test_number_and_secret_are_read_as_people_type_them():
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
def test_the_login_says_what_is_missing(field, typed, message):
    form = CardLoginForm({"number": "46-0007", "secret": "2580", field: typed})
    assert form.errors == {field: [message]}


def test_a_first_name_and_a_consent_are_enough(animator):
    form = LearnerForm({"first_name": "Odette"} | AGREED, user=animator)
    assert form.errors == {}


def test_without_consent_there_is_no_record(animator):
    form = LearnerForm({"first_name": "Odette", "means": "oral", "giver": "person"}, user=animator)
    assert form.errors == {"consent": ["Sans l’accord de la personne, un livret ne peut pas être ouvert."]}


@pytest.mark.parametrize("year", ["58", "1850", "2025"])
def test_an_unlikely_year_of_birth_is_refused(animator, year):
    form = LearnerForm({"first_name": "Odette", "birth_year": year} | AGREED, user=animator)
    assert form.errors == {"birth_year": ["L’année de naissance s’écrit avec quatre chiffres, par exemple 1958."]}


def test_the_epm_is_asked_of_those_who_work_in_several(animator, epm, other_epm):
    PositionFactory(member=animator, epm=other_epm)
    form = LearnerForm({"first_name": "Odette", "epm": other_epm.pk} | AGREED, user=animator)
    assert set(form.fields["epm"].queryset) == {epm, other_epm}
    assert form.is_valid()


def test_another_epm_is_refused(animator, other_epm, stranger):
    PositionFactory(member=animator)
    form = LearnerForm({"first_name": "Odette", "epm": other_epm.pk} | AGREED, user=animator)
    assert list(form.errors) == ["epm"]


def test_those_who_work_in_one_epm_are_not_asked(animator):
    assert "epm" not in LearnerForm(user=animator).fields


def test_saving_opens_the_record_in_that_epm(b2i_adultes, animator, epm):
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
def test_a_line_of_evidence_is_one_line(skill, text, message):
    assert EvidenceForm({"text": text, "kind": "observed"}, skill=skill).errors == {"text": [message]}


def test_fields_of_each_skill_have_their_own_ids(skill):
    assert EvidenceForm(skill=skill)["text"].id_for_label == f"preuve-{skill.pk}-text"


def test_skills_without_an_answer_are_left_out(record, skill):
    other = skill_of(record, "D1.3")
    form = PositionForm({f"competence-{skill.pk}": "alone"}, skills=[skill, other])
    assert form.is_valid()
    assert form.levels == {skill: "alone"}


def test_an_answer_that_was_not_offered_is_refused(skill):
    assert not PositionForm({f"competence-{skill.pk}": "expert"}, skills=[skill]).is_valid()
