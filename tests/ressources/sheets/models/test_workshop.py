"""A sheet as a page: visibility, state, cost of lists."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from ressources.authoring.publication import services as publication
from ressources.library.models import LibraryPage
from ressources.sheets.enums import SheetState
from ressources.sheets.models.workshop import Step, WorkshopPage
from ressources.sheets.services import drafts as services_sheets
from tests.factories.b2i import LearnerFactory
from tests.factories.ressources import (
    DraftFactory,
    SheetContentFactory,
    SheetFactory,
    StepContentFactory,
    SubmittedFactory,
)

pytestmark = pytest.mark.django_db


def titles(sheets) -> list[str]:
    return [sheet.title for sheet in sheets]


def test_visitors_and_learners_see_public_sheets(sheet, member_sheet, draft, submitted, epm):
    learner = LearnerFactory(epm=epm).member
    assert list(WorkshopPage.objects.visible_to(AnonymousUser())) == [sheet]
    assert list(WorkshopPage.objects.visible_to(learner)) == [sheet]


def test_members_see_every_published_sheet(sheet, member_sheet, draft, submitted, stranger):
    assert set(WorkshopPage.objects.visible_to(stranger)) == {sheet, member_sheet}


def test_closed_position_sees_public_sheets_only(sheet, member_sheet, departed):
    assert list(WorkshopPage.objects.visible_to(departed)) == [sheet]


def test_drafts_are_in_no_list_even_for_their_author(draft, submitted, animator, territorial):
    assert [list(WorkshopPage.objects.visible_to(person)) for person in (animator, territorial)] == [[], []]


def test_withdrawn_sheet_is_not_visible(sheet, animator):
    publication.withdraw(page=sheet, by=animator)
    assert list(WorkshopPage.objects.visible_to(animator)) == []


def test_latest_published_come_first(epm, animator):
    old = SheetFactory(epm=epm, author=animator, published_at="2025-01-01T10:00:00Z")
    new = SheetFactory(epm=epm, author=animator, published_at="2026-01-01T10:00:00Z")
    assert list(WorkshopPage.objects.latest_published(AnonymousUser())) == [new, old]


def test_queue_holds_the_sheets_of_the_territory_longest_waiting_first(
    epm, other_epm, animator, territorial, draft, sheet
):
    first = SubmittedFactory(epm=epm, author=animator)
    SubmittedFactory(epm=other_epm)
    second = SubmittedFactory(epm=epm, author=animator)
    sent_back = SubmittedFactory(epm=epm, author=animator)
    publication.ask_changes(page=sent_back, by=territorial, reason="À reprendre")
    waiting = list(WorkshopPage.objects.waiting_for(territorial))
    assert waiting == [first, second]
    assert waiting[0].waiting_since == first.review.current_task_state.started_at


def test_coordinator_has_the_queue_of_every_territory(epm, other_epm, coordinator):
    gramat_sheet, cahors_sheet = SubmittedFactory(epm=epm), SubmittedFactory(epm=other_epm)
    own_sheet = SubmittedFactory(epm=epm, author=coordinator)
    assert list(WorkshopPage.objects.waiting_for(coordinator)) == [gramat_sheet, cahors_sheet, own_sheet]


def test_own_sheet_is_not_in_the_queue(epm, territorial):
    SubmittedFactory(epm=epm, author=territorial)
    assert list(WorkshopPage.objects.waiting_for(territorial)) == []


def test_queue_of_an_animator_or_a_visitor_is_empty(submitted, animator):
    assert [list(WorkshopPage.objects.waiting_for(person)) for person in (animator, AnonymousUser())] == [[], []]


def test_drafts_of_an_author_are_their_unfinished_sheets(
    epm, animator, colleague, territorial, draft, submitted, sheet
):
    DraftFactory(epm=epm, author=colleague)
    sent_back = SubmittedFactory(epm=epm, author=animator)
    publication.ask_changes(page=sent_back, by=territorial, reason="À reprendre")
    revised = SheetFactory(epm=epm, author=animator)
    services_sheets.save_draft(
        page=revised,
        by=animator,
        data=SheetContentFactory(title="Revue"),
        base_revision=revised.latest_revision_id,
    )
    assert [page.draft_title for page in WorkshopPage.objects.drafts_of(animator)] == [
        "Revue",
        sent_back.title,
        draft.title,
    ]


def test_visitor_has_no_drafts_even_of_sheets_without_author(draft):
    WorkshopPage.objects.filter(pk=draft.pk).update(owner=None)
    assert list(WorkshopPage.objects.drafts_of(AnonymousUser())) == []


def test_withdrawn_sheet_is_a_draft_once_changed(sheet, animator):
    publication.withdraw(page=sheet, by=animator)
    assert list(WorkshopPage.objects.drafts_of(animator)) == []


@pytest.mark.parametrize("count", [1, 3])
def test_states_of_a_list_cost_no_further_query(epm, animator, count, django_assert_num_queries):
    for _ in range(count):
        SubmittedFactory(epm=epm, author=animator)
    with django_assert_num_queries(1):
        sheets = list(WorkshopPage.objects.with_state())
        states = [(sheet.state, sheet.state_since is not None, sheet.changes_asked) for sheet in sheets]
    assert states == [(SheetState.SUBMITTED, True, "")] * count


def test_state_has_its_date(draft, sheet, animator, territorial):
    assert draft.state_since == draft.latest_revision_created_at
    assert sheet.state_since == sheet.last_published_at
    page = publication.submit(page=draft, by=animator)
    assert page.state_since == page.review.current_task_state.started_at
    page = publication.ask_changes(page=draft, by=territorial, reason="À reprendre")
    assert page.state_since == page.review.current_task_state.finished_at
    assert publication.withdraw(page=sheet, by=animator).state_since is None


def test_domains_are_listed_once_in_order(epm, skill_keys):
    sheet = SheetFactory(epm=epm, data__skills=skill_keys("D4.2", "D1.3", "D1.1"))
    assert [domain.code for domain in WorkshopPage.objects.get(pk=sheet.pk).domains] == ["D1", "D4"]


def test_duration_follows_the_steps(sheet):
    sheet.steps.add(Step(title="Bilan", minutes=15, animator="Faites dire."))
    sheet.save()
    assert WorkshopPage.objects.get(pk=sheet.pk).duration == 75


def test_page_created_in_wagtail_cannot_take_an_address_of_the_site(epm):
    page = WorkshopPage(title="Proposer", slug="proposer", epm=epm, live=False)
    LibraryPage.objects.get().add_child(instance=page)
    assert page.slug == "proposer-2"


def test_published_page_must_be_complete(sheet):
    sheet.aim = ""
    with pytest.raises(ValidationError) as refusal:
        sheet.save()
    assert list(refusal.value.message_dict) == ["aim"]


def test_database_refuses_a_workshop_without_participants(sheet):
    with pytest.raises(IntegrityError), transaction.atomic():
        WorkshopPage.objects.filter(pk=sheet.pk).update(group_size=0)


def test_database_refuses_a_step_without_duration(sheet):
    with pytest.raises(IntegrityError), transaction.atomic():
        sheet.steps.all().update(minutes=0)


def test_step_shows_its_duration():
    assert str(Step(title="Accueil", minutes=10)) == "Accueil (10 min)"


def test_sheet_without_its_first_revision_is_readable(sheet):
    sheet.revisions.all().delete()
    sheet = WorkshopPage.objects.get(pk=sheet.pk)
    assert (sheet.latest_content.title, sheet.state) == (sheet.title, SheetState.PUBLISHED)


def test_steps_of_a_sheet_keep_their_order(epm):
    steps = tuple(StepContentFactory(title=title) for title in ("Un", "Deux", "Trois"))
    sheet = SheetFactory(epm=epm, data__steps=steps)
    assert titles(WorkshopPage.objects.get(pk=sheet.pk).steps.all()) == ["Un", "Deux", "Trois"]
