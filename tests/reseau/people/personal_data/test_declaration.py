"""Declarations of processing: rights follow from the legal basis, times from the rules that hold them."""

import datetime

import pytest
from django.apps import apps

from reseau.people.personal_data.declaration import Basis, declared_processing, period

EVERY = list(declared_processing())


def test_consent_gives_erasure_and_portability_and_mission_gives_opposition():
    assert {basis.name: set(basis.rights) - {"accès", "rectification", "limitation"} for basis in Basis} == {
        "CONSENT": {"retrait de l’accord", "effacement", "portabilité"},
        "PUBLIC_INTEREST": {"opposition"},
        "LEGAL_OBLIGATION": set(),
    }


@pytest.mark.parametrize("processing", EVERY, ids=lambda processing: processing.name)
def test_each_processing_says_everything(processing):
    texts = (processing.name, processing.purpose, processing.people, processing.data)
    assert all((*texts, processing.recipients, processing.retention))
    # What the law obliges to keep names the law.
    assert processing.because or processing.basis is not Basis.LEGAL_OBLIGATION


def test_names_are_unique():
    assert len({processing.name for processing in EVERY}) == len(EVERY)


def test_declared_fields_exist():
    unknown = [
        f"{label}.{name}"
        for processing in EVERY
        for label, names in processing.fields.items()
        for name in names.split()
        if name not in {field.name for field in apps.get_model(label)._meta.local_concrete_fields}
    ]
    assert unknown == []


def test_every_app_with_accounts_or_forums_declares_its_own():
    assert {"Comptes et connexions", "Forums d’entraide", "Livrets de compétences"} <= {one.name for one in EVERY}


@pytest.mark.parametrize(
    ("duration", "words"),
    [
        (730, "2 ans"),
        (365, "1 an"),
        (396, "13 mois"),
        (90, "3 mois"),
        (30, "30 jours"),
        (1, "1 jour"),
        (datetime.timedelta(hours=12), "12 heures"),
        (datetime.timedelta(hours=1), "1 heure"),
        (datetime.timedelta(minutes=20), "20 minutes"),
    ],
)
def test_period_in_words(duration, words):
    assert period(duration) == words.replace(" ", "\u00a0")
