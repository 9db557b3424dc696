"""Tests of the forms of card login and consent, and of the age of consent."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from b2i.admission.registration.forms import LearnerForm
from b2i.people.learners.forms import CardLoginForm, ConsentForm, JoinForm
from b2i.people.learners.services import NAME_NEEDED, PAPER_NEEDED
from reseau.documents.files.scans import WRONG_SCAN
from tests.reseau.documents.files.documents import pdf

pytestmark = pytest.mark.django_db
NOT_A_SECRET = "Le code secret a 6\u00a0chiffres, ou 4 sur une carte plus ancienne."


def consent_data(giver: str = "person") -> dict:
    signed = {"parent_name": "Claire Delpech", "paper_mark": "Classeur 2026, n° 14"} if giver == "parent" else {}
    return {"consent": "on", "means": "written", "giver": giver} | signed


def year_of(age: int) -> int:
    return timezone.localdate().year - age


@pytest.mark.parametrize(
    ("age", "giver", "errors"),
    [
        (16, "person", {}),
        (16, "parent", {}),
        (15, "parent", {}),
        (15, "person", {}),
        (15, "", {"giver": ["Dites si la personne a 15 ans ou plus."]}),
        (40, "", {"giver": ["Dites si la personne a 15 ans ou plus."]}),
        (14, "parent", {}),
        (14, "person", {"giver": ["Avant 15 ans, il faut aussi l’accord d’un parent."]}),
    ],
)
def test_parent_must_agree_under_fifteen(animator, age, giver, errors):
    assert ConsentForm(consent_data(giver), birth_year=year_of(age)).errors == errors
    form_data = {"first_name": "Léa", "birth_year": str(year_of(age))} | consent_data(giver)
    assert LearnerForm(form_data, user=animator).errors == errors


@pytest.mark.parametrize(
    ("missing", "errors"),
    [
        ("parent_name", {"parent_name": [NAME_NEEDED]}),
        ("paper_mark", {"paper_mark": [PAPER_NEEDED]}),
    ],
)
def test_parent_signs_with_name_and_paper(missing, errors):
    form = ConsentForm(consent_data("parent") | {missing: "  "}, birth_year=year_of(12))

    assert (form.errors, form.is_of_parent) == (errors, True)


def test_scan_stands_for_the_place_of_the_paper():
    data, scan = consent_data("parent") | {"paper_mark": ""}, SimpleUploadedFile("accord.pdf", pdf())
    form = ConsentForm(data, {"paper": scan}, birth_year=year_of(12))

    assert (form.errors, form.signature.scan.extension) == ({}, "pdf")


def test_file_that_is_no_scan_is_refused_beside_its_field():
    form = ConsentForm(consent_data("parent"), {"paper": SimpleUploadedFile("accord.pdf", b"MZ program")})

    assert form.errors == {"paper": [WRONG_SCAN]}


@pytest.mark.parametrize("form_class", [ConsentForm, LearnerForm, JoinForm])
def test_age_is_asked_of_everybody_without_an_answer_in_advance(animator, form_class):
    form = form_class() if form_class is ConsentForm else form_class(user=animator)
    assert (form["giver"].label, form["giver"].value()) == ("A-t-elle 15 ans ou plus\u00a0?", None)


def test_consent_without_birth_year_rests_on_the_answer():
    assert ConsentForm(consent_data()).errors == {}
    assert ConsentForm(consent_data("")).errors == {"giver": ["Dites si la personne a 15 ans ou plus."]}


@pytest.mark.parametrize(
    ("field", "message"),
    [
        ("consent", "Sans l’accord de la personne, un livret ne peut pas être ouvert."),
        ("means", "Dites si l’accord est donné de vive voix ou par écrit."),
        ("giver", "Dites si la personne a 15 ans ou plus."),
    ],
)
def test_missing_field_is_explained(field, message):
    assert ConsentForm(consent_data() | {field: ""}).errors == {field: [message]}


def test_online_consent_is_not_accepted_at_counter():
    assert list(ConsentForm(consent_data() | {"means": "online"}).errors) == ["means"]


@pytest.mark.parametrize(("typed", "secret"), [("25 80", "2580"), ("258 019", "258019"), ("258\u00a0019 ", "258019")])
def test_number_and_secret_are_normalised(typed, secret):
    form = CardLoginForm({"number": " 46 0007 ", "secret": typed})
    assert form.is_valid()
    assert form.cleaned_data == {"number": "46-0007", "secret": secret}


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("number", "Jeanne", "Un numéro de carte ressemble à 46-0001. Recopiez celui de votre carte."),
        ("number", "", "Recopiez le numéro écrit sur la carte."),
        ("secret", "258", NOT_A_SECRET),
        ("secret", "25801", NOT_A_SECRET),
        ("secret", "2580190", NOT_A_SECRET),
        ("secret", "abcd", NOT_A_SECRET),
        ("secret", "٢٥٨٠", NOT_A_SECRET),
        ("secret", "", "Tapez les chiffres de votre code."),
    ],
)
def test_card_login_explains_missing_or_wrong_field(field, value, message):
    form = CardLoginForm({"number": "46-0007", "secret": "2580", field: value})
    assert form.errors == {field: [message]}
