"""Centres are « agréés », evaluators are « habilités » (arrêté of 13 April 2012, articles 3 to 5): never the reverse.

Every text of the site is read: templates, papers, messages, help, demo, documents. Migrations keep what they said.
"""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from b2i.records.validation.models.accreditation import Accreditation
from b2i.records.validation.services.accreditations import accredit, withdraw_accreditation
from scripts.layout import APPS
from tests.factories.validation import AccreditationFactory

ROOT = Path(__file__).parents[4]
FOLDERS = (*APPS, "docs", "templates")
SUFFIXES = {".html", ".md", ".py", ".toml", ".txt", ".typ"}
CENTRE = r"(?:centre|EPM|lieu|établissement|espace)[sx]?"
PERSON = r"(?:personne|évaluat\w+|formateur|formatrice|animat\w+|membre|candidat\w*)s?"
# A sentence goes on: no full stop, no other holder, no other word of the pair.
ON = rf"(?:(?!\b{PERSON}\b|\b{CENTRE}\b|agréé|agrément|habilit|[.;:!?<>«»\"|]).)"
OF = r"(?:d’un|d’une|du|des|de la|de l’|de|d’)\s*"
WRONG = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b{CENTRE}\b{ON}{{0,40}}\bhabilités?\b(?! Aidants Connect)",
        rf"\bhabilitations?\s+{OF}{CENTRE}\b",
        rf"\b{CENTRE}\s+entitled\b",
        rf"\b{PERSON}\b{ON}{{0,40}}\bagréée?s?\b",
        rf"\bagréments?\s+{OF}{PERSON}\b",
    )
]


def wrong_pairs(text: str) -> list[str]:
    line = " ".join(text.replace("\\u00a0", " ").replace("&nbsp;", " ").split())
    return [found.group() for pattern in WRONG for found in pattern.finditer(line)]


@pytest.mark.parametrize(
    "text",
    [
        "le centre (le vôtre, s’il est habilité ; un autre",
        "un centre habilité",
        "habilitation du centre",
        "les habilitations des EPM",
        "une évaluatrice agréée",
        "une personne qui est agréée",
        "l’agrément de la personne",
        "centre habilité\n jusqu’au",
    ],
)
def test_wrong_pair_is_found(text):
    assert len(wrong_pairs(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "l’évaluateur habilité d’un centre agréé",
        "par une personne habilitée, dans un centre agréé où elle travaille",
        "l’agrément du centre ou l’habilitation de la personne",
        "Aidants Connect : un aidant habilité fait la démarche",
    ],
)
def test_right_pair_is_left(text):
    assert wrong_pairs(text) == []


def test_no_text_exchanges_the_two_words():
    files = [
        path
        for folder in FOLDERS
        for path in (ROOT / folder).rglob("*")
        if path.suffix in SUFFIXES and "migrations" not in path.parts
    ]
    found = {str(path.relative_to(ROOT)): pairs for path in files if (pairs := wrong_pairs(path.read_text()))}
    assert len(files) > 500
    assert found == {}, "a centre is « agréé », a person is « habilitée »"


@pytest.mark.django_db
@pytest.mark.parametrize("holder", ["centre", "person"])
def test_each_refusal_names_the_right_act(holder, epm, animator, coordinator):
    """Overlap, later end, missing reason: the words of a refusal are those of its holder."""
    accreditation = (
        AccreditationFactory(epm=epm) if holder == "centre" else AccreditationFactory(epm=None, member=animator)
    )
    accreditation.ends_on = timezone.localdate()
    Accreditation.objects.filter(pk=accreditation.pk).update(ends_on=accreditation.ends_on)
    ending = {"accreditation": accreditation, "withdrawn_by": coordinator}
    calls = [
        lambda: accredit(
            framework=accreditation.framework,
            act="n° 1",
            starts_on=accreditation.starts_on,
            noted_by=coordinator,
            epm=accreditation.epm,
            member=accreditation.member,
        ),
        lambda: withdraw_accreditation(**ending, last_day=timezone.localdate() + timedelta(days=1), reason="Acte"),
        lambda: withdraw_accreditation(**ending, last_day=timezone.localdate(), reason=" "),
    ]
    said, other = ("agrément", "habilitation") if holder == "centre" else ("habilitation", "agrément")
    for call in calls:
        with pytest.raises(ValidationError) as refusal:
            call()
        words = " ".join(refusal.value.messages)
        assert (said in words, other in words) == (True, False), words
