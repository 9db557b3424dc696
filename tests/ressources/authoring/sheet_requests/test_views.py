"""Pages of requests for sheets: from a search that found nothing to the draft of whoever writes it."""

import pytest
from django.urls import reverse

from b2i.frameworks.framework_loading import load_b2i_adultes
from b2i.frameworks.models.framework import Skill
from extranet.access.accounts.coordination_rights import ensure_coordination_group
from ressources.authoring.sheet_requests.map_cell import MapCell
from ressources.authoring.sheet_requests.models import SheetRequest
from ressources.authoring.sheet_requests.services import request_sheet, take_up
from ressources.sheets.enums import Level
from search.questions.journal.models import SearchTally
from tests.factories.b2i import LearnerFactory
from tests.factories.search import SearchTallyFactory

pytestmark = pytest.mark.django_db
LIST = "/ressources/demandes/"
SEARCHED = "/ressources/demandes/chercher/"


@pytest.fixture(autouse=True)
def _site(site_tree):
    """Each test has the pages of a new site."""


@pytest.fixture
def cell() -> MapCell:
    load_b2i_adultes()
    return MapCell(Skill.objects.get(code="D4.4", domain__framework__is_record_base=True), Level.FIRST_STEPS)


def path(name: str, sheet_request: SheetRequest) -> str:
    return reverse(f"ressources:{name}", args=[sheet_request.pk])


def test_failed_search_becomes_a_request_and_leaves_the_queue(client_of, coordinator):
    ensure_coordination_group()
    SearchTallyFactory(text="drone", searches=7, fruitless=7)
    client = client_of(coordinator)
    assert 'action="/ressources/demandes/chercher/"' in client.get("/recherche/sans-reponse/").content.decode()

    response = client.post(SEARCHED, {"text": "drone", "file": "oui"}, follow=True)

    assert response.redirect_chain == [("/recherche/sans-reponse/", 302)]
    assert SheetRequest.objects.values_list("words", "searches").get() == ("Drone", 7)
    assert not SearchTally.objects.fruitless(limit=5)
    assert "cherchée sept fois sans réponse" in client.get(LIST).content.decode()


def test_member_whose_search_found_nothing_adds_a_voice(client_of, animator, colleague):
    request_sheet(words="Drone", by=colleague)
    SearchTallyFactory(text="drone")

    response = client_of(animator).post(SEARCHED, {"text": "drone"}, follow=True)

    assert response.redirect_chain == [(LIST, 302)]
    assert "La fiche «\u00a0Drone\u00a0» est demandée\u00a0: 2\u00a0personnes la veulent." in response.content.decode()
    assert SearchTally.objects.fruitless(limit=5)


def test_most_wanted_request_comes_first(client_of, animator, colleague):
    request_sheet(words="Peu voulue", by=animator)
    request_sheet(words="Très voulue", by=animator)
    request_sheet(words="Très voulue", by=colleague)

    requests = client_of(animator).get(LIST).context["sheet_requests"]

    assert [(line.words, line.supporter_count, line.is_mine) for line in requests] == [
        ("Très voulue", 2, True),
        ("Peu voulue", 1, True),
    ]


def test_empty_request_is_refused_beside_its_field(client_of, animator):
    response = client_of(animator).post(LIST, {"words": " "})

    assert response.status_code == 200
    assert response.context["form"].errors == {"words": ["Dites en quelques mots de quoi la fiche parlerait."]}


def test_animator_takes_up_a_request_from_their_first_page(client_of, animator, colleague, epm):
    sheet_request = request_sheet(words="Drone", by=colleague)
    client = client_of(animator)
    (item,) = [item for item in client.get("/").context["dashboard"].waiting if item.url == LIST]
    assert item.text == "1\u00a0fiche demandée par le réseau"

    response = client.post(path("write_requested_sheet", sheet_request))

    sheet_request.refresh_from_db()
    assert response.url == reverse("ressources:edit", args=[sheet_request.sheet_id])
    assert (sheet_request.taken_by, sheet_request.sheet.epm) == (animator, epm)
    assert client_of(colleague).post(path("write_requested_sheet", sheet_request)).url == LIST


def test_author_or_coordinator_gives_a_request_back(client_of, animator, colleague, coordinator, epm):
    sheet_request = request_sheet(words="Drone", by=colleague)
    for member in (animator, coordinator):
        take_up(sheet_request=sheet_request, by=animator, epm=epm)
        assert client_of(colleague).post(path("give_back_sheet_request", sheet_request)).status_code == 404
        assert client_of(member).post(path("give_back_sheet_request", sheet_request)).status_code == 302
        assert SheetRequest.objects.to_take_up().exists()


def test_coordinator_alone_closes_a_request(client_of, animator, coordinator):
    sheet_request = request_sheet(words="Drone", by=animator)

    assert client_of(animator).post(path("close_sheet_request", sheet_request)).status_code == 404
    assert client_of(coordinator).post(path("close_sheet_request", sheet_request)).status_code == 302
    assert client_of(coordinator).post(path("support_sheet_request", sheet_request)).status_code == 404


def test_requests_are_closed_to_learners_and_visitors(client, client_of, animator):
    sheet_request = request_sheet(words="Drone", by=animator)
    learner = client_of(LearnerFactory().member)

    assert learner.get(LIST).status_code == 404
    for name in ("support_sheet_request", "write_requested_sheet", "give_back_sheet_request", "close_sheet_request"):
        assert learner.post(path(name, sheet_request)).status_code == 404
        assert client.post(path(name, sheet_request)).status_code == 302
    assert learner.post(SEARCHED, {"text": "drone"}).status_code == 404


def test_list_costs_the_same_with_more(client_of, animator, colleague, epm, django_assert_max_num_queries):
    client = client_of(animator)
    take_up(sheet_request=request_sheet(words="Drone 0", by=colleague), by=colleague, epm=epm)
    client.get(LIST)
    with django_assert_max_num_queries(9) as queries:
        client.get(LIST)
    for rank in range(1, 5):
        take_up(sheet_request=request_sheet(words=f"Drone {rank}", by=colleague), by=animator, epm=epm)
    with django_assert_max_num_queries(len(queries)):
        client.get(LIST)


def test_request_made_from_the_map_is_for_its_skill_and_level(client_of, animator, colleague, cell):
    request_sheet(words="Tout autre chose", by=colleague)
    client = client_of(animator)
    page = client.get(cell.requests_url)
    assert (list(page.context["sheet_requests"]), page.context["form"].initial) == ([], {"words": cell.subject})
    assert "Personne n’a encore demandé cette fiche." in page.text

    client.post(cell.requests_url, {"words": "Un courriel à la mairie"})

    sheet_request = SheetRequest.objects.get(skill=cell.skill, level=cell.level)
    assert sheet_request.words == "Un courriel à la mairie"
    assert list(client.get(cell.requests_url).context["sheet_requests"]) == [sheet_request]
    assert len(client.get(LIST).context["sheet_requests"]) == 2


def test_list_says_for_which_skill_and_level_a_sheet_is_requested(client_of, animator, cell):
    request_sheet(words="Un courriel", by=animator, cell=cell)
    request_sheet(words="Un drone", by=animator)

    page = client_of(animator).get(LIST).text

    assert page.count(f'<a href="{cell.skill.get_absolute_url()}">') == 1
    assert page.count("Grand débutant") == 1


@pytest.mark.parametrize(
    "query",
    [
        "competence=999999&niveau=debutant",
        "competence=x&niveau=debutant",
        "competence=1.5&niveau=debutant",
        "competence=99999999999999999999&niveau=debutant",
        "competence={}&niveau=expert",
        "competence={}",
        "niveau=debutant",
    ],
)
def test_address_of_no_cell_shows_all_requests_and_makes_one_without(client_of, animator, cell, query):
    request_sheet(words="Un courriel", by=animator)
    client, url = client_of(animator), f"{LIST}?{query.format(cell.skill.pk)}"

    page = client.get(url)
    assert (page.context["cell"], len(page.context["sheet_requests"])) == (None, 1)
    client.post(url, {"words": "Un drone"})

    assert SheetRequest.objects.values_list("skill", "level").get(words="Un drone") == (None, "")


def test_list_of_requests_for_cells_costs_the_same_with_more(client_of, animator, cell, django_assert_max_num_queries):
    client = client_of(animator)
    request_sheet(words="Fiche 0", by=animator, cell=cell)
    client.get(LIST)
    with django_assert_max_num_queries(9) as queries:
        client.get(LIST)
    for rank, level in enumerate(Level):
        request_sheet(words=f"Fiche {rank + 1}", by=animator, cell=MapCell(cell.skill, level))
    with django_assert_max_num_queries(len(queries)):
        client.get(LIST)
