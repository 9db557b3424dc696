"""Permission to review a sheet, and its assigned reviewer."""

from datetime import date

import pytest

from reseau.people.members.models.member import Member
from ressources.review import services as review
from ressources.review.permissions import holder_of
from ressources.review.reviewers import charges, possible_reviewers, reviewers_of
from ressources.sheets.models.sheet import Sheet
from tests.clock import freeze_time
from tests.factories.reseau import PositionFactory
from tests.factories.ressources import DraftFactory, SubmittedFactory

pytestmark = pytest.mark.django_db


def names(sheets) -> dict[int, str]:
    return {pk: charge.reviewers for pk, charge in charges(sheets).items()}


def test_reviewers_are_those_of_the_sheets_territory(draft, territorial, other_territorial, coordinator):
    assert reviewers_of(draft) == [territorial]


def test_past_reviewer_does_not_review(draft, past_reviewer, coordinator):
    assert reviewers_of(draft) == [coordinator]
    assert list(possible_reviewers(draft)) == [coordinator]
    assert names([draft]) == {draft.pk: "la coordination"}


def test_past_coordinator_does_not_review(draft, coordinator):
    PositionFactory(coordinator=True, member__is_active=False)
    PositionFactory(coordinator=True, end="2021-01-31")

    assert reviewers_of(draft) == list(possible_reviewers(draft)) == [coordinator]


def test_reviewers_of_a_list_use_one_query(
    draft, epm, other_epm, territorial, other_territorial, django_assert_num_queries
):
    cahors_sheet = DraftFactory(epm=other_epm)
    own_sheet = DraftFactory(epm=epm, author=territorial)
    sheets = list(Sheet.objects.with_state())
    with django_assert_num_queries(1):
        reviewers = names(sheets)
    assert reviewers == {
        draft.pk: territorial.get_full_name(),
        cahors_sheet.pk: other_territorial.get_full_name(),
        own_sheet.pk: "la coordination",
    }


@pytest.mark.parametrize(("count", "end"), [(4, "Bo 2, Bo 3"), (5, "Bo 2 et 2\u00a0autres")])
def test_many_reviewers_are_counted(draft, count, end):
    for rank in range(count):
        member = {"member__first_name": "Bo", "member__last_name": str(rank)}
        PositionFactory(territorial=True, territory=draft.epm.commune.territory, **member)

    assert names([draft]) == {draft.pk: f"Bo 0, Bo 1, {end}"}


def test_unassigned_sheet_shows_its_due_date(epm, territorial):
    with freeze_time("2026-03-02 09:00"):
        submitted = SubmittedFactory(epm=epm)

    with freeze_time("2026-03-12 09:00"):
        charge = charges([submitted])[submitted.pk]
    assert (charge.holder, charge.due, charge.is_late) == (None, date(2026, 3, 12), False)
    with freeze_time("2026-03-13 09:00"):
        assert charges([submitted])[submitted.pk].is_late is True


def test_reviewer_keeps_the_sheet_while_they_may_review(submitted, territorial):
    review.take_review(page=submitted, by=territorial)
    page = Sheet.objects.get(pk=submitted.pk)
    assert charges([page])[page.pk].holder == territorial

    territorial.positions.update(end="2026-01-31")

    assert charges([page])[page.pk].holder is None


def test_reviewer_whose_account_is_closed_loses_the_sheet(submitted, territorial):
    review.take_review(page=submitted, by=territorial)
    Member.objects.filter(pk=territorial.pk).update(is_active=False)

    page = Sheet.objects.get(pk=submitted.pk)
    assert (charges([page])[page.pk].holder, holder_of(page)) == (None, None)


def test_sheet_may_be_given_to_colleagues_and_coordinators(
    draft, territorial, second, other_territorial, coordinator, colleague
):
    assert set(possible_reviewers(draft)) == {territorial, second, coordinator}


def test_sheet_is_not_given_to_its_authors(epm, territorial, coordinator):
    own_sheet = DraftFactory(epm=epm, author=territorial)

    assert list(possible_reviewers(own_sheet)) == [coordinator]
