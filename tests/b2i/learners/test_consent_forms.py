"""How old somebody must be to agree alone, and what the form asks when the year does not say it."""

import pytest
from django.utils import timezone

from b2i.learners.forms import ConsentForm
from b2i.registration.forms import LearnerForm

pytestmark = pytest.mark.django_db


def agreed(giver: str = "person") -> dict:
    return {"consent": "on", "means": "written", "giver": giver}


def year_of(age: int) -> int:
    return timezone.localdate().year - age


@pytest.mark.parametrize(
    ("age", "giver", "errors"),
    [
        (16, "person", {}),
        (16, "parent", {}),
        (15, "parent", {}),
        (15, "old_enough", {}),
        (15, "person", {"giver": ["Cette personne a 15 ans cette année\u00a0: dites si elle les a déjà."]}),
        (14, "parent", {}),
        (14, "person", {"giver": ["Avant 15 ans, il faut aussi l’accord d’un parent."]}),
        (14, "old_enough", {"giver": ["Avant 15 ans, il faut aussi l’accord d’un parent."]}),
    ],
)
def test_under_fifteen_a_parent_agrees_too(animator, age, giver, errors):
    assert ConsentForm(agreed(giver), birth_year=year_of(age)).errors == errors
    typed = {"first_name": "Léa", "birth_year": str(year_of(age))} | agreed(giver)
    assert LearnerForm(typed, user=animator).errors == errors


def test_without_a_year_of_birth_the_answer_is_taken(animator):
    assert ConsentForm(agreed()).errors == {}


def test_whoever_is_fifteen_already_agreed_alone():
    form = ConsentForm(agreed("old_enough"), birth_year=year_of(15))
    assert form.is_valid()
    assert (form.cleaned_data["giver"], form.cleaned_data["means"]) == ("person", "written")


def test_the_answer_about_fifteen_is_offered_in_doubt_only():
    calm, doubtful = ConsentForm(agreed(), birth_year=year_of(40)), ConsentForm(agreed(), birth_year=year_of(15))
    calm.is_valid(), doubtful.is_valid()
    assert [len(form.fields["giver"].choices) for form in (calm, doubtful)] == [2, 3]


@pytest.mark.parametrize(
    ("missing", "message"),
    [
        ("consent", "Sans l’accord de la personne, un livret ne peut pas être ouvert."),
        ("means", "Dites si l’accord est donné de vive voix ou par écrit."),
        ("giver", "Dites qui a donné l’accord."),
    ],
)
def test_the_form_says_what_is_missing(missing, message):
    assert ConsentForm(agreed() | {missing: ""}).errors == {missing: [message]}


def test_a_consent_online_is_not_noted_at_the_counter():
    assert list(ConsentForm(agreed() | {"means": "online"}).errors) == ["means"]
