"""Refusals of services, as messages and in forms: every text is shown, beside its field where it has one."""

import pytest
from django import forms
from django.contrib.messages import get_messages
from django.contrib.messages.storage.fallback import FallbackStorage
from django.core.exceptions import ValidationError

from reseau.web.refusals import refusals_as_messages, refusals_in


class DateForm(forms.Form):
    date = forms.CharField(label="Date", required=False)
    place = forms.CharField(label="Lieu", required=False)


@pytest.fixture
def request_with_messages(rf):
    request = rf.post("/")
    request.session = {}
    request._messages = FallbackStorage(request)
    return request


@pytest.fixture
def form():
    form = DateForm({"date": "8 décembre", "place": "Gramat"})
    assert form.is_valid()
    return form


REFUSALS = [
    (ValidationError("Complet."), ["Complet."]),
    (ValidationError("Il reste %(count)d place.", params={"count": 1}), ["Il reste 1 place."]),
    (ValidationError(["Complet.", "Déjà commencé."]), ["Complet.", "Déjà commencé."]),
    (ValidationError({"date": "Trop tôt.", "place": ["Fermé."]}), ["Trop tôt.", "Fermé."]),
]


@pytest.mark.parametrize(("refusal", "texts"), REFUSALS)
def test_each_text_of_a_refusal_is_a_message(request_with_messages, refusal, texts):
    with refusals_as_messages(request_with_messages):
        raise refusal

    assert [(message.level_tag, message.message) for message in get_messages(request_with_messages)] == [
        ("error", text) for text in texts
    ]


def test_block_without_refusal_shows_nothing(request_with_messages):
    with refusals_as_messages(request_with_messages):
        pass

    assert list(get_messages(request_with_messages)) == []


def test_other_error_is_not_a_refusal(request_with_messages, form):
    with pytest.raises(KeyError), refusals_as_messages(request_with_messages):
        raise KeyError
    with pytest.raises(KeyError), refusals_in(form):
        raise KeyError


@pytest.mark.parametrize(("refusal", "texts"), REFUSALS)
def test_each_text_of_a_refusal_is_beside_the_given_field(form, refusal, texts):
    with refusals_in(form, "date"):
        raise refusal

    assert form.errors == {"date": texts}


@pytest.mark.parametrize(("refusal", "texts"), REFUSALS[:3])
def test_refusal_without_field_is_above_the_form(form, refusal, texts):
    with refusals_in(form):
        raise refusal

    assert form.errors == {"__all__": texts}


def test_refusal_that_names_fields_of_the_form_is_beside_them(form):
    with refusals_in(form):
        raise ValidationError({"date": "Trop tôt.", "__all__": "Complet."})

    assert form.errors == {"date": ["Trop tôt."], "__all__": ["Complet."]}


def test_refusal_that_names_other_fields_is_above_the_form(form):
    with refusals_in(form):
        raise ValidationError({"epm": "Fermé."})

    assert form.errors == {"__all__": ["Fermé."]}
