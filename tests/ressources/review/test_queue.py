"""The queue of sheets to review: its filters, its territories, their counts, and taking a sheet from it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from ressources.review import services as review
from ressources.review.models import ReviewAssignment
from tests.factories.reseau import PositionFactory
from tests.factories.ressources import SubmittedFactory

pytestmark = pytest.mark.django_db
QUEUE = "/ressources/a-relire/"


@pytest.fixture
def reviewer(client_of, territorial):
    """The browser of the territorial animator of Figeac."""
    return client_of(territorial)


def listed_keys(page) -> list[int]:
    return [sheet.pk for sheet, _ in page.context["rows"]]


def counts(page) -> dict[str, int]:
    return {part.value: count for part, count in page.context["parts"]}


def make_late(page) -> None:
    ReviewAssignment.objects.filter(sheet=page).update(due=timezone.localdate() - timedelta(days=1))


def test_parts_separate_mine_unassigned_and_late(reviewer, territorial, second, epm):
    own_sheet, their_sheet, late_sheet = SubmittedFactory(epm=epm), SubmittedFactory(epm=epm), SubmittedFactory(epm=epm)
    review.take_review(page=own_sheet, by=territorial)
    review.take_review(page=their_sheet, by=second)
    ReviewAssignment.objects.filter(sheet=own_sheet).update(due=timezone.localdate())  # its last day
    make_late(late_sheet)

    pages = {part: reviewer.get(QUEUE, {"qui": part}) for part in ("", "moi", "personne", "retard")}

    assert {part: listed_keys(page) for part, page in pages.items()} == {
        "": [late_sheet.pk, own_sheet.pk, their_sheet.pk],
        "moi": [own_sheet.pk],
        "personne": [late_sheet.pk],
        "retard": [late_sheet.pk],
    }
    assert counts(pages[""]) == {"": 3, "moi": 1, "personne": 1, "retard": 1}


def test_row_shows_the_reviewer_and_marks_late_sheets(reviewer, second, epm):
    page = SubmittedFactory(epm=epm)
    review.take_review(page=page, by=second)
    make_late(page)

    text = reviewer.get(QUEUE).content.decode()

    assert f"{second} s’en occupe depuis" in text
    assert text.count('<span class="state bad">En retard</span>') == 1
    assert "Je m’en occupe" not in text


def test_unknown_filter_shows_all(reviewer, submitted):
    assert listed_keys(reviewer.get(QUEUE, {"qui": "n’importe"})) == [submitted.pk]


def test_empty_filter_links_to_the_others(reviewer, submitted):
    assert "Aucune fiche ici." in reviewer.get(QUEUE, {"qui": "moi"}).content.decode()


def test_coordinator_chooses_a_territory_and_sees_its_counts(client_of, coordinator, submitted, other_epm, cahors):
    cahors_sheet = SubmittedFactory(epm=other_epm)
    SubmittedFactory(epm=other_epm)
    browser = client_of(coordinator)

    page = browser.get(QUEUE)
    cahors_page = browser.get(QUEUE, {"territoire": cahors.slug, "qui": "personne"})

    assert {str(territory): count for territory, count in page.context["territories"]} == {"Figeac": 1, "Cahors": 2}
    assert (len(listed_keys(page)), counts(page)[""]) == (3, 3)
    assert cahors_sheet.pk in listed_keys(cahors_page)
    assert (len(listed_keys(cahors_page)), counts(cahors_page)[""]) == (2, 2)


def test_reviewer_of_one_territory_has_no_choice(reviewer, submitted, other_epm, cahors):
    SubmittedFactory(epm=other_epm)

    page = reviewer.get(QUEUE, {"territoire": cahors.slug})

    assert (page.context["territories"], listed_keys(page)) == ([], [submitted.pk])


def test_reviewer_of_two_territories_chooses(client_of, territorial, submitted, other_epm, cahors):
    PositionFactory(member=territorial, territorial=True, territory=cahors)
    cahors_sheet = SubmittedFactory(epm=other_epm)

    assert listed_keys(client_of(territorial).get(QUEUE, {"territoire": cahors.slug})) == [cahors_sheet.pk]


def test_sheet_is_taken_from_the_queue(reviewer, territorial, submitted):
    assert "Je m’en occupe" in reviewer.get(QUEUE).content.decode()

    answer = reviewer.post(f"/ressources/fiches/{submitted.pk}/relire/prendre/")

    assert answer.url == f"/ressources/fiches/{submitted.pk}/relire/"
    assert listed_keys(reviewer.get(QUEUE, {"qui": "moi"})) == [submitted.pk]


def test_pages_of_a_filter_hold_as_many_sheets_as_its_count(reviewer, epm):
    for _ in range(21):
        SubmittedFactory(epm=epm)

    pages = [reviewer.get(QUEUE, {"qui": "personne", "page": page}) for page in (1, 2)]

    assert [len(listed_keys(page)) for page in pages] == [20, 1]
    assert "qui=personne" in pages[0].content.decode()


def test_queue_of_a_coordinator_uses_the_same_queries_for_one_and_three(client_of, coordinator, submitted, other_epm):
    browser = client_of(coordinator)

    def count_queries() -> int:
        with CaptureQueriesContext(connection) as captured_queries:
            browser.get(QUEUE)
        return len(captured_queries)

    count_queries()
    query_count = count_queries()
    SubmittedFactory(epm=other_epm)
    review.take_review(page=SubmittedFactory(epm=other_epm), by=coordinator)
    assert count_queries() == query_count <= 10
