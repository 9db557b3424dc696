"""Every personal field is declared by a processing, or set apart with a reason; the register has its papers."""

import csv
from collections.abc import Mapping
from dataclasses import replace
from io import StringIO
from itertools import groupby

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import connection, models

from extranet.public.processing_register import register
from extranet.public.processing_register.not_personal import NOT_PERSONAL
from reseau.people.personal_data.declaration import declared_processing, declared_retention
from reseau.people.personal_data.personal_fields import models_of_people, personal_fields
from tests.test_architecture import complain

pytestmark = pytest.mark.django_db


def test_every_personal_field_is_declared():
    advice = (
        "Name each of these in the `fields` of a Processing (module `declarations.processing` of its app), or in "
        "extranet/public/processing_register/not_personal.py with the reason why it tells nothing about a person:"
    )
    complain(register.undeclared_fields(), advice)


@pytest.mark.parametrize(
    "label",
    ["b2i.Learner.birth_year", "forums.Post.body", "formation.Attendance.signature", "reseau.EPM.email"],
)
def test_field_that_is_no_longer_declared_is_found(monkeypatch, label):
    """A figure, a free text and a signature of people; an address of a place."""
    rest = [replace(one, fields=without(one.fields, label)) for one in declared_processing()]
    monkeypatch.setattr(register, "declared_processing", lambda: rest)

    assert register.undeclared_fields() == [label]


def without(fields: Mapping[str, str], label: str) -> dict[str, str]:
    return {
        model: " ".join(name for name in names.split() if f"{model}.{name}" != label) for model, names in fields.items()
    }


def test_what_belongs_to_a_person_is_found_through_relations():
    """A new model that points at a person, near or far, is watched whole, whatever its fields are called."""
    labels = {model._meta.label for model in models_of_people()}
    assert {"reseau.Member", "b2i.Learner", "b2i.Evidence", "b2i.EvidenceFile", "alertes.Enclosure"} <= labels
    assert not {"b2i.Skill", "reseau.Commune", "reseau.EPM"} & labels


def test_every_relation_to_an_account_is_personal():
    found = set(personal_fields())
    relations = {
        (model, field)
        for model in apps.get_models(include_auto_created=True)
        if not model._meta.proxy
        for field in model._meta.local_concrete_fields
        if isinstance(field, models.ForeignKey) and field.related_model is get_user_model()
    }
    assert relations - found == set()


def test_what_is_set_apart_exists_is_needed_and_says_why():
    found = {model._meta.label for model, _ in personal_fields()}
    found |= {f"{model._meta.label}.{field.name}" for model, field in personal_fields()}
    declared = {label for one in declared_processing() for label in one.fields}
    # Wagtail has another table of its own index on each database.
    needless = [label for label in NOT_PERSONAL if label not in found or label in declared]
    assert needless == ([] if connection.vendor == "sqlite" else ["wagtailsearch.SQLiteFTSIndexEntry"])
    assert all(NOT_PERSONAL.values())


def test_csv_has_a_line_for_each_processing_and_each_duration():
    lines = csv.reader(StringIO(register.register_csv().decode("utf-8-sig")), delimiter=";")
    (header, *processing), retention, who = (list(part) for is_part, part in groupby(lines, key=bool) if is_part)

    assert header == list(register.HEADER)
    assert [line[0] for line in processing] == [one.name for one in declared_processing()]
    assert retention == [list(register.RETENTION_HEADER), *(list(line.cells) for line in declared_retention())]
    assert who == [list(row) for row in register.who_answers()]
    assert "dpo@essai.example" in dict(register.who_answers())["Protection des données (DPO)"]


@pytest.mark.parametrize("suffix", ["pdf", "csv"])
def test_register_is_for_the_coordination(client, client_of, coordinator, animator, suffix):
    path = f"/donnees-personnelles/registre.{suffix}"

    assert client_of(animator).get(path).status_code == 404
    answer = client_of(coordinator).get(path)
    assert (answer.status_code, answer["Content-Type"].partition(";")[0].rpartition("/")[2]) == (200, suffix)
    assert client.get(path).status_code == 302
