"""Sheets shown under a sheet: run by the same people, or on its skills; never itself, an obsolete or a hidden one."""

import pytest
from django.contrib.auth.models import AnonymousUser

from reseau.enums import Audience
from ressources.authoring.upkeep.services import mark_obsolete
from ressources.library.related import related_sheets
from tests.factories.deliveries import DeliveryFactory
from tests.factories.reseau import PositionFactory
from tests.factories.ressources import SheetFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def sheet(skill_keys):
    return SheetFactory(data__title="Mots de passe", data__skills=skill_keys("D2.3", "D1.4"))


def shown(sheet, reader) -> list[tuple[str, str]]:
    return [(related.sheet.title, related.reason) for related in related_sheets(sheet, reader)]


def test_sheets_are_those_that_two_people_run_and_those_on_the_same_skills(sheet, skill_keys, animator):
    run = SheetFactory(data__title="Identifiants")
    once = SheetFactory(data__title="Souris")
    SheetFactory(data__title="Wifi", data__skills=skill_keys("D1.4"))
    SheetFactory(data__title="Hameçonnage", data__skills=skill_keys("D2.3", "D1.4"))
    for member in (PositionFactory().member, PositionFactory().member):
        DeliveryFactory(sheet=sheet, member=member)
        DeliveryFactory(sheet=run, member=member)
    DeliveryFactory(sheet=once, member=member)

    assert shown(sheet, animator) == [
        ("Hameçonnage", "2\u00a0compétences en commun"),
        ("Identifiants", "2\u00a0personnes animent les deux"),
        ("Wifi", "une compétence en commun"),
    ]


def test_sheets_that_the_reader_may_not_open_or_that_are_obsolete_stay_out(sheet, skill_keys, animator):
    SheetFactory(data__title="Pour le réseau", data__skills=skill_keys("D2.3"), data__audience=Audience.MEMBER)
    former = SheetFactory(data__title="Ancienne", data__skills=skill_keys("D2.3"))
    mark_obsolete(page=former, by=former.owner, reason="Le site n’existe plus")

    assert shown(sheet, AnonymousUser()) == []
    assert shown(sheet, animator) == [("Pour le réseau", "une compétence en commun")]


def test_page_of_a_sheet_names_the_others_with_the_reason(sheet, skill_keys, client):
    SheetFactory(data__title="Wifi", data__skills=skill_keys("D1.4"))

    page = client.get(sheet.get_absolute_url()).text

    assert page.count("Autres fiches") == 1
    assert page.count("une compétence en commun") == 1


def test_sheet_without_skills_or_runs_has_no_others(animator):
    SheetFactory()

    assert related_sheets(SheetFactory(), animator) == []
