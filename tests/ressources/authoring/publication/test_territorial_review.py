"""The review in Wagtail's editor: the same people, decisions and notices."""

import pytest
from wagtail.models import TaskState

from alertes.channels.notices.models import Notice
from extranet.public.pages.models.institutional import InstitutionalPage
from ressources.authoring.publication import services as publication
from ressources.authoring.publication.territorial_review import TerritorialReview
from ressources.review import services as review
from ressources.sheets.enums import SheetState
from ressources.sheets.models.workshop import WorkshopPage
from tests.factories.reseau import MemberFactory
from tests.factories.ressources import SubmittedFactory

pytestmark = pytest.mark.django_db
ACTIONS = [("reject", "Demander des modifications", True), ("approve", "Publier la fiche", False)]


@pytest.fixture
def task():
    return TerritorialReview.objects.get()


@pytest.fixture
def superuser(db):
    return MemberFactory(is_superuser=True)


def test_actions_are_for_members_who_decide(
    task, submitted, animator, territorial, other_territorial, coordinator, superuser
):
    people = (animator, territorial, other_territorial, coordinator, superuser)
    assert [task.get_actions(submitted, person) for person in people] == [[], ACTIONS, [], ACTIONS, ACTIONS]


def test_actions_work_on_the_plain_page_passed_by_wagtail(task, submitted, territorial):
    assert task.get_actions(submitted.page_ptr, territorial) == ACTIONS


def test_author_cannot_decide_even_as_territorial_animator(task, epm, territorial):
    assert task.get_actions(SubmittedFactory(epm=epm, author=territorial), territorial) == []


def test_sheet_in_review_is_locked_except_for_reviewers(
    task, submitted, animator, colleague, territorial, other_territorial, coordinator, superuser
):
    people = (animator, colleague, other_territorial, territorial, coordinator, superuser)
    assert [task.locked_for_user(submitted, person) for person in people] == [True, True, True, False, False, False]


def test_task_states_to_moderate_are_those_of_the_queue(
    task, submitted, other_epm, epm, territorial, other_territorial, coordinator, superuser, animator
):
    foreign_sheet = SubmittedFactory(epm=other_epm)
    own_sheet = SubmittedFactory(epm=epm, author=territorial)
    expected = {
        territorial: {submitted},
        other_territorial: {foreign_sheet},
        coordinator: {submitted, foreign_sheet, own_sheet},
        superuser: {submitted, foreign_sheet, own_sheet},
        animator: set(),
    }
    for person, sheets in expected.items():
        states = task.get_task_states_user_can_moderate(person)
        assert {int(state.workflow_state.object_id) for state in states} == {sheet.pk for sheet in sheets}


def test_decided_states_are_not_moderated(task, submitted, territorial):
    publication.publish(page=submitted, by=territorial)
    assert list(TaskState.objects.reviewable_by(territorial)) == []


def test_approval_in_wagtail_publishes_and_notifies_the_author(submitted, animator, territorial):
    state = submitted.current_workflow_task_state
    state.task.specific.on_action(state, territorial, "approve")
    assert WorkshopPage.objects.get(pk=submitted.pk).state is SheetState.PUBLISHED
    assert [notice.key.split(":")[2] for notice in Notice.objects.filter(member=animator)] == ["published"]


def test_rejection_in_wagtail_sends_back_with_the_reason(submitted, animator, territorial):
    state = submitted.current_workflow_task_state
    state.task.specific.on_action(state, territorial, "reject", comment="Trop long")
    assert WorkshopPage.objects.get(pk=submitted.pk).changes_asked == "Trop long"
    assert Notice.objects.get(member=animator).text.endswith("Trop long")


def test_editor_is_open_to_author_and_reviewers(submitted, animator, colleague, territorial, other_territorial):
    people = (animator, colleague, territorial, other_territorial)
    assert [submitted.permissions_for_user(person).can_edit() for person in people] == [True, False, True, False]


def test_publishing_is_for_reviewers(submitted, animator, territorial, other_territorial):
    people = (animator, territorial, other_territorial)
    assert [submitted.permissions_for_user(person).can_publish() for person in people] == [False, True, False]


def test_unpublishing_is_for_author_and_reviewers(sheet, draft, animator, territorial, stranger):
    people = (animator, territorial, stranger)
    assert [sheet.permissions_for_user(person).can_unpublish() for person in people] == [True, True, False]
    assert draft.permissions_for_user(animator).can_unpublish() is False


def test_task_describes_its_reviewers():
    assert TerritorialReview.get_description().startswith("L’animation du territoire")


def test_task_on_another_kind_of_page_is_for_superusers_and_notifies_nobody(task, coordinator, superuser):
    page = InstitutionalPage.objects.first()
    page.save_revision()
    state = task.workflows.get().start(page, superuser).current_task_state
    assert (task.get_actions(page, coordinator), task.get_actions(page, superuser)) == ([], ACTIONS)
    task.on_action(state, superuser, "approve")
    assert Notice.objects.count() == 0


def test_assigned_sheet_has_no_action_for_other_reviewers(task, submitted, territorial, second, coordinator):
    review.take_review(page=submitted, by=territorial)
    page = WorkshopPage.objects.get(pk=submitted.pk)

    assert [task.get_actions(page, person) for person in (territorial, second, coordinator)] == [ACTIONS, [], ACTIONS]


def test_sheet_sent_from_wagtail_waits_for_a_reviewer(draft, animator, territorial):
    draft.get_workflow().start(draft, animator)

    assert WorkshopPage.objects.waiting_for(territorial).get().assignment.reviewer is None
