"""Fields of our forms: each refuses by itself what no form expects, with a message beside it."""

import importlib

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Field

from scripts.layout import modules
from tests.test_architecture import APPS, complain

LONG_TEXT, LARGE_NUMBER = "é" * 1_000_000, "9" * 40
# Their forms refuse: by words and not as a whole, or by the range of years, in `clean_…`.
REFUSED_BY_THE_FORM = {"tags", "birth_year"}
# Digested or compared, never kept as it is.
NOT_KEPT = (forms.PasswordInput, forms.HiddenInput)


def form_classes() -> list[type[forms.BaseForm]]:
    """Return the forms of the project; those of accounts have the fields of allauth."""
    for name in modules():
        if any(part in name for part in (".forms", "sensitive_words", "planning")):
            importlib.import_module(name)
    found, waiting = set(), [forms.BaseForm]
    while waiting:
        waiting += (below := waiting.pop().__subclasses__())
        found |= {each for each in below if each.__module__.split(".")[0] in APPS}
    return sorted(found - of_accounts(found), key=str)


def of_accounts(found: set[type]) -> set[type]:
    return {each for each in found if each.__module__ == "extranet.access.accounts.forms"}


def accepting(kind: type[forms.Field], value: str) -> list[str]:
    """Return the fields of this kind that accept the value, in the form and in its model."""
    return [
        f"{form.__module__}.{form.__name__}.{name}"
        for form in form_classes()
        for name, field in getattr(form, "base_fields", {}).items()
        if isinstance(field, kind) and name not in REFUSED_BY_THE_FORM and not isinstance(field.widget, NOT_KEPT)
        if all(accepts(each, value) for each in (field, *model_fields(form, name)))
    ]


def model_fields(form: type[forms.BaseForm], name: str) -> list[Field]:
    """Return the field of the model that a form checks as well."""
    model = form._meta.model if issubclass(form, forms.ModelForm) else None
    return [field for field in model._meta.fields if field.name == name] if model else []


def accepts(field: forms.Field | Field, value: str) -> bool:
    try:
        field.clean(value, None) if isinstance(field, Field) else field.clean(value)
    except ValidationError:
        return False
    return True


def test_forms_of_the_project_are_found():
    assert len(form_classes()) > 60


@pytest.mark.django_db
def test_no_field_accepts_a_million_letters():
    complain(
        accepting(forms.CharField, LONG_TEXT),
        "Give these texts a limit (`max_length`, or a validator where a browser must not cut):",
    )


@pytest.mark.django_db
def test_no_field_accepts_a_number_of_forty_digits():
    complain(accepting(forms.IntegerField, LARGE_NUMBER), "Give these numbers a `max_value`:")
