"""Who reads which file, what each page costs, and that a place is compared with its own past alone."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains

from qualite.labelling.decisions.services import decide
from qualite.labelling.enums import AnswerLevel, LabelOutcome
from qualite.labelling.self_assessment.services import open_assessment
from tests.factories.qualite import AssessmentFactory, QualityLabelFactory
from tests.factories.reseau import EPMFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("animator", 200),
        ("colleague", 200),
        ("territorial", 200),
        ("coordinator", 200),
        ("stranger", 200),
        ("other_territorial", 404),
    ],
)
def test_file_is_read_by_team_watchers_and_visitor(client_of, visit, name, status, request):
    client = client_of(request.getfixturevalue(name))

    assert client.get(visit.assessment.get_absolute_url()).status_code == status


def test_file_is_a_404_to_outsiders(client_of, visit, outsider):
    assert client_of(outsider).get(visit.assessment.get_absolute_url()).status_code in (302, 404)


def test_observations_are_shown_once_handed_in(client_of, visit, animator):
    client, url = client_of(animator), visit.assessment.get_absolute_url()
    visit.observations.create(criterion=visit.assessment.charter.criteria[0], sight="seen", words="Vu de mes yeux.")

    rows = client.get(url).context["axes"][0][1]

    assert [row[2] for row in rows] == [None]


def test_file_of_a_place_is_compared_with_its_own_past(client_of, visited, coordinator, animator, other_epm):
    visited.answers.update(level=AnswerLevel.PARTLY)
    decide(assessment=visited, outcome=LabelOutcome.PLAN_FIRST, by=coordinator, reason="D’abord le samedi.")
    AssessmentFactory(epm=other_epm, charter=visited.charter)
    again = open_assessment(epm=visited.epm, charter=visited.charter, by=animator)

    page = client_of(animator).get(reverse("qualite:axis", args=[again.pk, 1]))

    assert [row.former.level for row in page.context["rows"]] == [AnswerLevel.PARTLY]


def test_place_shows_its_open_file_and_its_past(client_of, visited, coordinator, animator, epm):
    decide(assessment=visited, outcome=LabelOutcome.GRANTED, by=coordinator)
    again = open_assessment(epm=epm, charter=visited.charter, by=animator)

    [charter] = client_of(animator).get(reverse("qualite:place", args=[epm.slug])).context["charters"]

    assert (charter.open_file, charter.past_files) == (again, [visited])
    assert charter.label.is_in_force


@pytest.mark.parametrize("name", ["stranger", "other_territorial"])
def test_place_is_a_404_to_others(client_of, draft, epm, name, request):
    client = client_of(request.getfixturevalue(name))

    assert client.get(reverse("qualite:place", args=[epm.slug])).status_code == 404


def test_list_has_the_files_of_the_territories_that_one_watches(client_of, draft, territorial, other_territorial):
    lists = [
        list(client_of(member).get(reverse("qualite:files")).context["files"])
        for member in (territorial, other_territorial)
    ]

    assert lists == [[draft], []]


def test_list_keeps_what_waits_for_the_reader(client_of, visited, territorial, coordinator):
    lists = [
        list(client_of(member).get(reverse("qualite:files"), {"attend": "oui"}).context["files"])
        for member in (territorial, coordinator)
    ]

    assert lists == [[], [visited]]


def test_list_is_narrowed_by_stage_and_territory(client_of, visited, coordinator, figeac):
    client, url = client_of(coordinator), reverse("qualite:files")

    found = [
        list(client.get(url, asked).context["files"])
        for asked in ({"etape": "visited", "territoire": figeac.slug}, {"etape": "draft"}, {"territoire": "cahors"})
    ]

    assert found == [[visited], [], []]


def test_animator_finds_own_place_and_visit(client_of, visit, stranger, other_epm):
    context = client_of(stranger).get(reverse("qualite:files")).context

    assert (list(context["own_places"]), context["visits"]) == ([other_epm], [visit])


def test_list_tells_which_labels_end_soon(client_of, coordinator, epm):
    label = QualityLabelFactory(epm=epm)
    label.ends_on = label.starts_on.replace(year=label.starts_on.year + 3)
    label.save()
    from_now = QualityLabelFactory(epm=EPMFactory())
    from_now.ends_on = from_now.starts_on + (from_now.ends_on - from_now.starts_on) / 8
    from_now.save()

    assert client_of(coordinator).get(reverse("qualite:files")).context["ending"] == [from_now]


@pytest.mark.parametrize("count", [1, 3])
def test_list_takes_the_same_queries_whatever_its_length(client_of, coordinator, count, django_assert_max_num_queries):
    for _ in range(count):
        QualityLabelFactory(epm=EPMFactory())
    client = client_of(coordinator)

    with django_assert_max_num_queries(12):
        assertContains(client.get(reverse("qualite:files")), "Label accordé", count=count)


@pytest.mark.parametrize("name", ["file", "axis"])
def test_page_of_a_file_costs_twelve_queries_at_most(
    client_of, draft, answer, animator, name, django_assert_max_num_queries
):
    answer(draft)
    client = client_of(animator)

    with django_assert_max_num_queries(12):
        client.get(reverse(f"qualite:{name}", args=[draft.pk, 1] if name == "axis" else [draft.pk]))


def test_count_of_what_waits_is_that_of_the_list_it_leads_to(client_of, visited, coordinator, epm):
    epm.is_open = False
    epm.save()
    QualityLabelFactory(epm=epm, ends_on=timezone.localdate() + datetime.timedelta(days=30))

    context = client_of(coordinator).get(reverse("qualite:files"), {"attend": "oui"}).context

    assert (context["waiting"], list(context["files"]), context["ending"]) == (0, [], [])
