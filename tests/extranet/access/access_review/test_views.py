"""Pages of the yearly review: nothing ticked in advance, own teams alone, a trail for the coordination."""

import csv
from io import StringIO

import pytest
from django.utils import timezone

from extranet.access.access_review.models import AccessReview, ReviewedTeam
from extranet.access.access_review.services import open_review
from extranet.access.enums import Verdict
from reseau.people.members.models.member import Member
from tests.factories.reseau import EPMFactory

STATE = "/membres/revue/"


@pytest.fixture
def referent(animator):
    animator.positions.update(is_referent=True)
    return animator


@pytest.fixture
def team(referent, colleague, stranger, territorial, coordinator, epm):
    open_review(year=timezone.localdate().year)
    return ReviewedTeam.objects.get(epm=epm)


def csv_url(team) -> str:
    return f"/membres/revue/{team.review.year}/reponses.csv"


@pytest.mark.parametrize(
    ("person", "status", "places"),
    [
        ("coordinator", 200, ["EPM de Gramat", "EPM de Luzech", "Coordination et animation des territoires"]),
        ("territorial", 200, ["EPM de Gramat"]),
        ("referent", 200, ["EPM de Gramat"]),
        ("other_territorial", 200, ["EPM de Luzech"]),
        ("colleague", 404, []),
    ],
)
def test_each_reader_sees_the_teams_that_they_answer_for(request, client_of, team, person, status, places):
    client = client_of(request.getfixturevalue(person))
    response = client.get(STATE)

    assert response.status_code == status
    if status == 200:
        assert sorted(str(each) for each in response.context["teams"]) == sorted(places)
    is_of_team = "EPM de Gramat" in places
    assert client.get(team.get_absolute_url()).status_code == (200 if is_of_team else 404)
    assert client.get(csv_url(team)).status_code == (200 if person == "coordinator" else 404)


def test_nothing_is_ticked_in_advance_and_each_person_needs_an_answer(client_of, referent, colleague, team):
    client = client_of(referent)
    page = client.get(team.get_absolute_url())
    assert len(page.context["form"].fields) == 2
    assert page.text.count(" checked") == 0

    mine, other = (f"position_{member.positions.get().pk}" for member in (referent, colleague))
    response = client.post(team.get_absolute_url(), {mine: "here"})
    assert list(response.context["form"].errors) == [other]

    client.post(team.get_absolute_url(), {mine: "here", other: "gone"})
    page = client.get(team.get_absolute_url())
    assert [line.person for line in page.context["to_close"]] == [str(colleague)]
    assert page.text.count(f"/membres/postes/{colleague.positions.get().pk}/fermer/") == 1
    assert colleague.positions.get().end is None


def test_forged_position_changes_nothing_elsewhere(client_of, referent, stranger, team):
    data = {f"position_{position.pk}": "here" for position in team.epm.positions.all()}
    client_of(referent).post(team.get_absolute_url(), data | {f"position_{stranger.positions.get().pk}": "gone"})

    team.refresh_from_db()
    assert {line.verdict for line in team.positions.all()} == {Verdict.HERE}
    assert team.positions.count() == 2


def test_trail_gives_what_was_said_and_what_was_not(client_of, referent, colleague, coordinator, team):
    data = {f"position_{member.positions.get().pk}": "here" for member in (referent, colleague)}
    client_of(referent).post(team.get_absolute_url(), data)

    text = client_of(coordinator).get(csv_url(team)).content.decode("utf-8-sig")
    rows = list(csv.reader(StringIO(text), delimiter=";"))

    assert [row[1:4] + row[5:6] for row in rows[1:3]] == [
        ["EPM de Gramat", "Figeac", str(member), "Toujours là, même rôle"]
        for member in sorted((referent, colleague), key=lambda each: each.search_name)
    ]
    assert sorted((row[1], row[5]) for row in rows[3:]) == [
        ("Coordination et animation des territoires", "sans réponse"),
        ("EPM de Luzech", "sans réponse"),
    ]


def test_coordination_opens_the_review_of_the_year(client_of, coordinator, territorial, animator):
    assert client_of(territorial).post("/membres/revue/ouvrir/").status_code == 404
    assert AccessReview.objects.count() == 0

    client_of(coordinator).post("/membres/revue/ouvrir/")

    assert AccessReview.objects.get().year == timezone.localdate().year


def test_state_costs_the_same_with_2_and_12_teams(client_of, coordinator, team, django_assert_max_num_queries):
    for _ in range(10):
        ReviewedTeam.objects.create(review=team.review, epm=EPMFactory())
    client = client_of(coordinator)
    client.get(STATE)
    with django_assert_max_num_queries(8):
        client.get(STATE)


def test_name_that_looks_like_a_formula_is_a_text_for_the_spreadsheet(
    client_of, referent, colleague, coordinator, team
):
    Member.objects.filter(pk=colleague.pk).update(first_name="=1+1", search_name="=1+1")
    data = {f"position_{member.positions.get().pk}": "here" for member in (referent, colleague)}
    client_of(referent).post(team.get_absolute_url(), data)

    text = client_of(coordinator).get(csv_url(team)).content.decode("utf-8-sig")

    people = [row[3] for row in csv.reader(StringIO(text), delimiter=";")]
    assert [name for name in people if "1+1" in name] == [f"'=1+1 {colleague.last_name}"]
