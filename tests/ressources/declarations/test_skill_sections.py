"""Sections of the page of a skill: visible sheets and next workshops; counts on the framework."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ressources.authoring.upkeep.services import mark_obsolete
from ressources.workshops.open_workshops.services.announcements import cancel_workshop
from tests.factories.b2i import LearnerFactory
from tests.factories.open_workshops import OpenWorkshopFactory
from tests.factories.ressources import SheetFactory

pytestmark = pytest.mark.django_db
FRAMEWORK = "/b2i/referentiels/b2i-adultes-2012/"
SKILL = f"{FRAMEWORK}D1.2/"


def page_of(client, path: str = SKILL) -> str:
    return client.get(path).content.decode()


def test_public_sheets_are_for_everybody_and_others_for_members(client, client_of, stranger, epm, skill_keys):
    public = SheetFactory(epm=epm, data__skills=skill_keys("D1.2"), data__title="Ranger ses dossiers")
    hidden = SheetFactory(epm=epm, data__skills=skill_keys("D1.2"), data__audience="member", data__title="Entre nous")
    SheetFactory(epm=epm, data__skills=skill_keys("D1.3"), data__title="Autre chose")
    learner = client_of(LearnerFactory(epm=epm).member)
    titles = (public.title, hidden.title, "Autre chose")
    counts = [[page_of(reader).count(title) for title in titles] for reader in (client, learner, client_of(stranger))]
    assert counts == [[1, 0, 0], [1, 0, 0], [1, 1, 0]]


def test_obsolete_sheet_is_not_offered(client, epm, animator, skill_keys):
    sheet = SheetFactory(epm=epm, data__skills=skill_keys("D1.2"))
    mark_obsolete(page=sheet, by=animator, reason="Trop ancienne.")
    assert page_of(client).count(sheet.title) == 0


def test_more_than_six_sheets_link_to_the_search(client, epm, skill_keys):
    SheetFactory.create_batch(7, epm=epm, data__skills=skill_keys("D1.2"))
    page = page_of(client)
    assert page.count('<h3><a class="title" href="/ressources/') == 6
    assert page.count("/recherche/?kind=sheet&amp;skill=D1.2") == 1


def test_next_workshops_are_public_until_cancelled(client, epm, skill_keys):
    workshop = OpenWorkshopFactory(epm=epm, sheet=SheetFactory(epm=epm, data__skills=skill_keys("D1.2")))
    assert page_of(client).count("Gramat") >= 1
    cancel_workshop(workshop=workshop)
    assert page_of(client).count("Aucun atelier n’est annoncé sur cette compétence") == 1


def test_framework_counts_sheets_and_workshops_of_each_skill(client, epm, skill_keys):
    sheet = SheetFactory(epm=epm, data__skills=skill_keys("D1.2", "D2.1"))
    SheetFactory(epm=epm, data__skills=skill_keys("D1.2"))
    SheetFactory(epm=epm, data__skills=skill_keys("D2.1"), data__audience="member")
    OpenWorkshopFactory(epm=epm, sheet=sheet)
    page = page_of(client, FRAMEWORK)
    counts = ("2\u00a0fiches · 1\u00a0atelier à venir", "1\u00a0fiche · 1\u00a0atelier à venir")
    assert [page.count(words) for words in counts] == [1, 1]


def test_pages_cost_the_same_for_any_number_of_sheets(client, epm, skill_keys):
    def count_queries() -> list[int]:
        counts = []
        for path in (FRAMEWORK, SKILL):
            with CaptureQueriesContext(connection) as captured_queries:
                client.get(path)
            counts.append(len(captured_queries))
        return counts

    OpenWorkshopFactory(epm=epm, sheet=SheetFactory(epm=epm, data__skills=skill_keys("D1.2")))
    with_one = count_queries()
    for code in ("D1.2", "D1.2", "D3.1", "D5.1"):
        OpenWorkshopFactory(epm=epm, sheet=SheetFactory(epm=epm, data__skills=skill_keys(code)))
    assert count_queries() == with_one
    assert max(with_one) <= 10
