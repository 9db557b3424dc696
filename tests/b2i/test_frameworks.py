"""Loading frameworks into the database."""

import pytest

from b2i.frameworks import B2I_ADULTES, load_b2i_adultes, load_frameworks
from b2i.models import Domain, Element, Framework, Skill

pytestmark = pytest.mark.django_db


def counts() -> list[int]:
    return [model.objects.count() for model in (Framework, Domain, Skill, Element)]


def test_every_framework_is_loaded_once_however_often_it_is_asked():
    load_frameworks()
    loaded = counts()
    load_frameworks()
    assert loaded == counts() == [5, 24, 55, 66]


def test_records_are_kept_on_the_b2i_adultes_alone():
    load_frameworks()
    assert [each.slug for each in Framework.objects.filter(is_record_base=True)] == [B2I_ADULTES]


def test_the_wording_of_a_loaded_framework_stays():
    load_b2i_adultes()
    Skill.objects.filter(code="D1.1").update(wording="Intitulé en place")
    load_b2i_adultes()
    assert Skill.objects.get(code="D1.1").wording == "Intitulé en place"


def test_our_plain_words_are_brought_up_to_date():
    load_b2i_adultes()
    Skill.objects.filter(code="D1.2").update(plain_wording="Ancienne phrase")
    Domain.objects.filter(code="D3").update(plain_name="Ancien nom")
    load_b2i_adultes()
    assert Skill.objects.get(code="D1.2").plain_wording.startswith("Je sais enregistrer un fichier")
    assert Domain.objects.get(code="D3").plain_name == "Écrire et mettre en page"


def test_descriptions_are_free_of_stray_line_ends():
    assert load_b2i_adultes().note == load_b2i_adultes().note.strip()
