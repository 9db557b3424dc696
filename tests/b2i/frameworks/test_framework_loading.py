"""Tests of the loading of frameworks."""

import datetime

import pytest

from b2i.admission.registration.services import create_learner
from b2i.frameworks.framework_loading import B2I_ADULTES, adopt, load_b2i_adultes, load_frameworks
from b2i.frameworks.models.framework import Domain, Element, Framework, Skill
from b2i.people.learners.models.learner import Learner
from b2i.records.models import Record
from b2i.records.progress.record_sheet import build_record_sheet
from tests.factories.b2i import EvidenceFactory, SkillFactory

pytestmark = pytest.mark.django_db


def row_counts() -> list[int]:
    return [model.objects.count() for model in (Framework, Domain, Skill, Element)]


def test_frameworks_are_loaded_once():
    load_frameworks()
    loaded = row_counts()
    load_frameworks()
    assert loaded == row_counts() == [5, 24, 55, 66]


def test_records_are_kept_on_b2i_adultes_only():
    load_frameworks()
    assert [framework.slug for framework in Framework.objects.filter(is_record_base=True)] == [B2I_ADULTES]


def test_wording_of_loaded_framework_does_not_change():
    load_b2i_adultes()
    Skill.objects.filter(code="D1.1").update(wording="Intitulé en place")
    load_b2i_adultes()
    assert Skill.objects.get(code="D1.1").wording == "Intitulé en place"


def test_plain_wording_is_updated():
    load_b2i_adultes()
    Skill.objects.filter(code="D1.2").update(plain_wording="Ancienne phrase")
    Domain.objects.filter(code="D3").update(plain_name="Ancien nom", short_name="Ancien")
    load_b2i_adultes()
    assert Skill.objects.get(code="D1.2").plain_wording.startswith("Je sais enregistrer un fichier")
    domain = Domain.objects.get(code="D3")
    assert (domain.plain_name, domain.short_name) == ("Écrire et mettre en page", "Écrire et créer")


def test_domains_of_b2i_adultes_alone_have_two_words():
    load_frameworks()
    domains = Domain.objects.exclude(short_name="")
    assert {domain.framework.slug for domain in domains} == {B2I_ADULTES}
    assert [domain.short_name for domain in domains] == [
        "L’ordinateur",
        "Droits et sécurité",
        "Écrire et créer",
        "Chercher",
        "Échanger",
    ]


def test_descriptions_are_stripped():
    assert load_b2i_adultes().note == load_b2i_adultes().note.strip()


def test_new_version_does_not_change_past_record(record):
    EvidenceFactory(record=record)
    new_version = framework_of_one_skill("b2i-adultes-2027")
    adopt(new_version, since=datetime.date(2027, 1, 1))
    sheet = build_record_sheet(Record.objects.on_base().get(learner=record.learner))
    assert sheet.record == record
    assert (sheet.progress.done, sheet.progress.total) == (1, 18)
    assert Learner.objects.with_practised().get().practised == 1


def test_later_record_uses_new_version(record, epm, animator):
    new_version = framework_of_one_skill("b2i-adultes-2027")
    adopt(new_version)
    record_of_odette = create_learner(first_name="Odette", epm=epm, created_by=animator).record
    assert record_of_odette.framework == new_version
    assert build_record_sheet(record_of_odette).progress.total == 1


def test_former_base_ends_before_new_version(b2i_adultes):
    adopt(framework_of_one_skill("b2i-adultes-2027"), since=datetime.date(2027, 1, 1))
    b2i_adultes.refresh_from_db()
    assert (b2i_adultes.is_record_base, b2i_adultes.status) == (False, "superseded")
    assert b2i_adultes.valid_until == datetime.date(2026, 12, 31)


def test_unchanged_base_keeps_its_status():
    load_frameworks()
    load_frameworks()
    assert Framework.objects.record_base().status == "historic"


def framework_of_one_skill(slug: str) -> Framework:
    return SkillFactory(domain__framework__slug=slug).domain.framework
