"""The page of the coverage map."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from b2i.frameworks.framework_loading import load_b2i_adultes
from b2i.frameworks.models.framework import Skill
from ressources.authoring.sheet_requests.map_cell import MapCell
from ressources.authoring.sheet_requests.models import SheetRequest
from ressources.authoring.sheet_requests.services import close, request_sheet, take_up
from ressources.sheets.enums import Level
from tests.factories.b2i import LearnerFactory
from tests.factories.ressources import SheetContentFactory, SheetFactory
from tests.foundation import remove_frameworks

pytestmark = pytest.mark.django_db
PATH = "/ressources/couverture/"


@pytest.fixture(autouse=True)
def _site(site_tree):
    load_b2i_adultes()


def test_map_leads_to_the_sheets_counted_and_to_the_request_for_a_missing_one(client_of, animator):
    skill = Skill.objects.get(code="D4.4", domain__framework__is_record_base=True)
    SheetFactory(data=SheetContentFactory(level=Level.BEGINNER, skills=(skill.pk,)))
    client = client_of(animator)

    page = client.get(PATH)

    counted = next(cell for cell in page.context["coverage"].cells if cell.count)
    missing = page.context["coverage"].gaps[0].cells[0]
    assert counted.url == "/recherche/?kind=sheet&skill=D4.4&level=debutant"
    assert f'href="{missing.url}"'.replace("&", "&amp;") in page.content.decode()
    assert client.get(missing.url).context["form"].initial["words"] == missing.subject


@pytest.fixture
def gap(client_of, animator) -> MapCell:
    """The first cell that the map proposes to fill."""
    cell = client_of(animator).get(PATH).context["coverage"].gaps[0].cells[0]
    return MapCell(cell.skill, cell.level)


def first_gap(page):
    """Return the first cell of the first gap, with the text of the list of gaps."""
    return page.context["coverage"].gaps[0].cells[0], page.text.partition('id="manques"')[2]


def test_requested_cell_leads_to_its_request_and_proposes_no_second_one(client_of, animator, colleague, gap):
    sheet_request = request_sheet(words="Premiers clics", by=colleague, cell=gap)
    client = client_of(animator)

    page = client.get(PATH)

    cell, gaps = first_gap(page)
    assert cell.request == sheet_request
    assert page.text.count(f'href="{gap.requests_url}"'.replace("&", "&amp;")) == 2
    assert f'demandée<span class="sr">, {gap.subject}' in page.text.replace("&#x27;", "'")
    assert gaps.count(f'<a class="button second small" href="{gap.requests_url}"'.replace("&", "&amp;")) == 0
    requests = client.get(gap.requests_url).context["sheet_requests"]
    assert [each.words for each in requests] == ["Premiers clics"]


def test_one_tap_on_the_map_supports_the_request_and_comes_back(client_of, animator, colleague, gap):
    sheet_request = request_sheet(words="Premiers clics", by=colleague, cell=gap)
    client = client_of(animator)
    assert first_gap(client.get(PATH))[1].count("Moi aussi") == 1

    url = f"/ressources/demandes/{sheet_request.pk}/voix/"
    page = client.post(url, {"voix": "oui", "map": "1"}, follow=True)

    assert page.redirect_chain == [(PATH, 302)]
    assert set(sheet_request.supporters.all()) == {animator, colleague}
    assert [first_gap(page)[1].count(words) for words in ("Moi aussi", "2 personnes", "dont vous")] == [0, 1, 1]


def test_cell_whose_sheet_is_being_written_says_so(client_of, animator, colleague, epm, gap):
    sheet_request = request_sheet(words="Premiers clics", by=colleague, cell=gap)
    take_up(sheet_request=sheet_request, by=animator, epm=epm)

    assert first_gap(client_of(animator).get(PATH))[1].count("en cours d’écriture") == 1


def test_closed_request_and_one_for_another_cell_leave_the_cell_to_request(client_of, animator, colleague, gap):
    close(sheet_request=request_sheet(words="Premiers clics", by=colleague, cell=gap))
    request_sheet(words="Plus tard", by=colleague, cell=MapCell(gap.skill, Level.CONFIRMED))
    request_sheet(words="Sans compétence", by=colleague)

    coverage = client_of(animator).get(PATH).context["coverage"]

    assert coverage.gaps[0].cells[0].request is None
    assert [cell.request.words for cell in coverage.cells if cell.request] == ["Plus tard"]


def test_most_wanted_request_of_a_cell_stands_there(client_of, animator, colleague, gap):
    request_sheet(words="Peu voulue", by=colleague, cell=gap)
    for member in (animator, colleague):
        wanted = request_sheet(words="Très voulue", by=member, cell=gap)

    assert first_gap(client_of(animator).get(PATH))[0].request == wanted


def test_cell_with_a_sheet_shows_its_sheets_rather_than_a_request(client_of, animator, colleague, gap):
    request_sheet(words="Une autre", by=colleague, cell=gap)
    SheetFactory(data=SheetContentFactory(level=gap.level, skills=(gap.skill.pk,)))

    page = client_of(animator).get(PATH)

    cell = next(c for c in page.context["coverage"].cells if (c.skill, c.level) == (gap.skill, gap.level))
    assert (cell.count, "demandée<" in page.text) == (1, False)


def test_map_asks_as_many_queries_for_three_requests_as_for_one(client_of, animator, colleague, epm):
    client = client_of(animator)
    skills = Skill.objects.filter(domain__framework__is_record_base=True)[:3]
    counts = []
    for skill in skills:
        sheet_request = request_sheet(words=f"Fiche {skill}", by=colleague, cell=MapCell(skill, Level.BEGINNER))
        take_up(sheet_request=sheet_request, by=colleague, epm=epm)
        client.get(PATH)
        with CaptureQueriesContext(connection) as queries:
            client.get(PATH)
        counts.append(len(queries))

    assert SheetRequest.objects.count() == 3
    assert counts == [counts[0]] * 3


def test_map_asks_as_many_queries_for_three_sheets_as_for_one(client_of, animator):
    client = client_of(animator)
    SheetFactory()
    client.get(PATH)
    with CaptureQueriesContext(connection) as for_one:
        client.get(PATH)
    SheetFactory.create_batch(2)
    with CaptureQueriesContext(connection) as for_three:
        client.get(PATH)

    assert len(for_three) == len(for_one)


def test_map_is_for_the_network(client, client_of):
    assert client.get(PATH).status_code == 302
    assert client_of(LearnerFactory().member).get(PATH).status_code == 404


def test_map_of_a_site_without_a_framework_says_so(client_of, animator):
    remove_frameworks()

    page = client_of(animator).get(PATH).text

    assert page.count("qui n’est pas encore chargé") == 1
    assert page.count("<table") == 0
