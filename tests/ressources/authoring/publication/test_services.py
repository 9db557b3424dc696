"""Publication of a sheet: submission, decision, withdrawal."""

from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Workflow, WorkflowPage

from alertes.channels.notices.models import Notice
from ressources.authoring.publication import services as publication
from ressources.library.models import LibraryPage
from ressources.review.adaptations.services import adapt
from ressources.review.versions.base_version import BaseVersion
from ressources.sheets.enums import SheetState
from ressources.sheets.models.workshop import WorkshopPage
from ressources.sheets.services import drafts
from ressources.sheets.services.errors import IncompleteSheetError
from tests.clock import freeze_time
from tests.factories.ressources import AuthorshipFactory, DraftFactory, StepContentFactory, SubmittedFactory
from tests.moments import days_from_now

pytestmark = pytest.mark.django_db


def reload(page) -> WorkshopPage:
    return WorkshopPage.objects.get(pk=page.pk)


def save(page, by, *, base=None, **changes) -> WorkshopPage:
    """Save the last version with `changes`, as a user who has just read it."""
    page = reload(page)
    data = replace(page.latest_content, **changes)
    return drafts.save_draft(page=page, by=by, data=data, base_revision=base or page.latest_revision_id)


def test_submission_notifies_the_territorial_animators(draft, animator, territorial, other_territorial, coordinator):
    page = publication.submit(page=draft, by=animator)
    assert page.state is SheetState.SUBMITTED
    notice = Notice.objects.get()
    assert (notice.member, notice.url) == (territorial, f"/ressources/fiches/{page.pk}/relire/")


def test_submission_without_territorial_animator_notifies_the_coordination(draft, animator, coordinator):
    publication.submit(page=draft, by=animator)
    assert [notice.member for notice in Notice.objects.all()] == [coordinator]


def test_submission_of_a_territorial_animator_notifies_the_others(territorial, coordinator, epm):
    SubmittedFactory(epm=epm, author=territorial)
    assert [notice.member for notice in Notice.objects.all()] == [coordinator]


def test_second_submission_notifies_nobody(submitted, animator):
    publication.submit(page=submitted, by=animator)
    assert Notice.objects.count() == 1


def test_incomplete_sheet_is_not_submitted(animator, epm):
    page = DraftFactory(epm=epm, author=animator, data__aim="", data__steps=())
    with pytest.raises(IncompleteSheetError) as refusal:
        publication.submit(page=page, by=animator)
    assert list(refusal.value.missing) == ["aim", "steps"]
    assert reload(page).state is SheetState.DRAFT


def test_unchanged_published_sheet_is_not_submitted(sheet, animator):
    with pytest.raises(ValidationError, match="déjà publiée"):
        publication.submit(page=reload(sheet), by=animator)


def test_sheet_is_not_submitted_without_workflow(draft, animator):
    draft.get_workflow().deactivate()
    with pytest.raises(ValidationError, match="pas ouverte"):
        publication.submit(page=reload(draft), by=animator)


def test_sheet_is_not_submitted_to_a_workflow_without_territory(draft, animator):
    workflow = Workflow.objects.create(name="Sans territoire")
    WorkflowPage.objects.create(workflow=workflow, page=draft)
    with pytest.raises(ValidationError, match="pas ouverte"):
        publication.submit(page=reload(draft), by=animator)


def test_publication_shows_the_reviewed_version_and_notifies_the_author(submitted, animator, territorial):
    page = publication.publish(page=submitted, by=territorial)
    assert (page.live, page.state) == (True, SheetState.PUBLISHED)
    assert [step.title for step in page.steps.all()] == [step.title for step in page.latest_content.steps]
    assert page.duration == 60
    notice = Notice.objects.get(member=animator)
    assert (notice.url, notice.text) == (
        page.get_absolute_url(),
        f"Votre fiche «\u00a0{page.title}\u00a0» est publiée.",
    )


def test_decision_withdraws_the_notice_of_reviewers(submitted, territorial):
    assert Notice.objects.filter(member=territorial).count() == 1
    publication.publish(page=submitted, by=territorial)
    assert Notice.objects.filter(member=territorial).count() == 0


def test_decided_sheet_is_not_decided_twice(submitted, territorial, coordinator):
    publication.publish(page=submitted, by=territorial)
    with pytest.raises(ValidationError, match="n’est plus en relecture"):
        publication.ask_changes(page=submitted, by=coordinator, reason="Trop tard")


def test_unread_version_is_not_published(submitted, animator, territorial):
    revision = reload(submitted).latest_revision_id
    publication.submit(page=save(submitted, animator, tips="Nouveau"), by=animator)
    with pytest.raises(ValidationError, match="a changé"):
        publication.publish(page=submitted, by=territorial, revision=revision)
    assert reload(submitted).live is False


@pytest.mark.parametrize("decide", [publication.publish, partial(publication.ask_changes, reason="Trop court")])
def test_overwritten_version_is_not_decided_unread(submitted, animator, territorial, decide):
    version = BaseVersion.latest_of(reload(submitted))
    page = reload(submitted).get_latest_revision_as_object()
    page.tips = "Écrit par-dessus"
    page.save_revision(user=animator, clean=False, overwrite_revision=reload(submitted).latest_revision)
    assert reload(submitted).latest_revision_id == version.revision
    with pytest.raises(ValidationError, match="a changé"):
        decide(page=submitted, by=territorial, revision=version.revision, written_at=version.written_at)
    assert reload(submitted).live is False


def test_incomplete_version_is_not_published(submitted, territorial):
    save(submitted, territorial, aim="")
    with pytest.raises(IncompleteSheetError):
        publication.publish(page=submitted, by=territorial)


def test_request_for_changes_notifies_the_author_with_the_reason(submitted, animator, territorial):
    page = publication.ask_changes(page=submitted, by=territorial, reason="Ajoutez une pause.")
    assert (page.state, page.changes_asked) == (SheetState.CHANGES_ASKED, "Ajoutez une pause.")
    notice = Notice.objects.get(member=animator)
    assert notice.url == f"/ressources/fiches/{page.pk}/modifier/"
    assert notice.text.endswith("Ajoutez une pause.")


def test_corrected_sheet_goes_back_to_review(submitted, animator, territorial):
    publication.ask_changes(page=submitted, by=territorial, reason="Ajoutez une pause.")
    page = save(submitted, animator, tips="Faites une pause.")
    assert page.state is SheetState.CHANGES_ASKED
    assert publication.submit(page=page, by=animator).state is SheetState.SUBMITTED
    assert publication.publish(page=page, by=territorial).tips == "Faites une pause."


def test_change_by_the_author_cancels_the_review(submitted, animator, territorial):
    page = save(submitted, animator, tips="Encore une idée")
    assert page.state is SheetState.DRAFT
    assert Notice.objects.filter(member=territorial).count() == 0


def test_reviewer_who_corrects_keeps_the_sheet_in_review(submitted, territorial):
    page = save(submitted, territorial, title="Un titre plus clair")
    assert page.state is SheetState.SUBMITTED
    assert page.review.current_task_state.revision_id == page.latest_revision_id
    assert publication.publish(page=page, by=territorial).title == "Un titre plus clair"


def test_published_text_stays_until_the_new_one_is_reviewed(sheet, animator, territorial):
    page = save(sheet, animator, aim="À la fin, chacun imprime.", steps=(StepContentFactory(title="Tout autre"),))
    assert (page.aim, page.steps.count(), page.state) == (sheet.aim, 2, SheetState.PUBLISHED)
    page = publication.submit(page=page, by=animator)
    assert (page.aim, page.live, page.state) == (sheet.aim, True, SheetState.SUBMITTED)
    page = publication.publish(page=page, by=territorial)
    assert (page.aim, [step.title for step in page.steps.all()]) == ("À la fin, chacun imprime.", ["Tout autre"])


def test_withdrawn_sheet_leaves_the_library_and_keeps_its_text(sheet, animator, territorial):
    page = publication.withdraw(page=sheet, by=territorial)
    assert (reload(page).live, reload(page).state) == (False, SheetState.ARCHIVED)
    assert reload(page).latest_content.title == sheet.title
    assert [notice.member for notice in Notice.objects.all()] == [animator]


def test_author_who_withdraws_their_sheet_is_not_notified(sheet, animator):
    publication.withdraw(page=sheet, by=animator)
    assert Notice.objects.count() == 0


def test_sheet_is_not_withdrawn_twice(sheet, animator):
    publication.withdraw(page=sheet, by=animator)
    with pytest.raises(ValidationError, match="déjà plus"):
        publication.withdraw(page=sheet, by=animator)


def test_withdrawn_sheet_can_be_proposed_again(sheet, animator, territorial):
    publication.withdraw(page=sheet, by=animator)
    page = save(sheet, animator, tips="Mise à jour")
    assert page.state is SheetState.DRAFT
    publication.submit(page=page, by=animator)
    assert publication.publish(page=page, by=territorial).live


def schedule(page, **delay) -> WorkshopPage:
    """Schedule the last version of the page, as Wagtail's editor does."""
    version = reload(page).get_latest_revision_as_object()
    version.go_live_at = timezone.now() + timedelta(**delay)
    version.save_revision().publish()
    return reload(page)


def test_scheduled_sheet_goes_live_on_its_day_and_notifies_its_authors_once(draft, animator, colleague):
    AuthorshipFactory(sheet=draft, member=colleague)
    schedule(draft, days=2)
    with freeze_time(days_from_now(1)):
        assert (publication.publish_scheduled_sheets(), reload(draft).live) == (0, False)
    assert Notice.objects.count() == 0

    with freeze_time(days_from_now(3)):
        assert (publication.publish_scheduled_sheets(), reload(draft).state) == (1, SheetState.PUBLISHED)
        assert publication.publish_scheduled_sheets() == 0
        call_command("publish_scheduled")

    assert {notice.member for notice in Notice.objects.all()} == {animator, colleague}
    assert {notice.text for notice in Notice.objects.all()} == {f"Votre fiche «\u00a0{draft.title}\u00a0» est publiée."}
    assert Notice.objects.count() == 2


def test_scheduled_version_of_a_published_sheet_replaces_it_on_its_day(sheet, animator, territorial):
    published_on = reload(sheet).first_published_at
    save(sheet, animator, aim="À la fin, chacun imprime.")
    assert (schedule(sheet, days=2).aim, Notice.objects.count()) == (sheet.aim, 0)

    with freeze_time(days_from_now(3)):
        assert publication.publish_scheduled_sheets() == 1

    page = reload(sheet)
    assert (page.aim, page.first_published_at) == ("À la fin, chacun imprime.", published_on)
    assert [notice.member for notice in Notice.objects.all()] == [animator]


def test_review_of_a_version_that_goes_live_on_its_day_ends(sheet, animator, territorial):
    schedule(save(sheet, animator, tips="Nouveau"), days=2)
    publication.submit(page=sheet, by=animator)
    assert territorial.notices.count() == 1

    with freeze_time(days_from_now(3)):
        publication.publish_scheduled_sheets()

    assert (reload(sheet).state, territorial.notices.count()) == (SheetState.PUBLISHED, 0)


def test_withdrawn_schedule_publishes_nothing(draft, sheet, animator):
    cancelled = schedule(draft, days=1).scheduled_revision
    cancelled.approved_go_live_at = None
    cancelled.save(update_fields=["approved_go_live_at"])
    schedule(sheet, days=1).unpublish()

    with freeze_time(days_from_now(2)):
        assert publication.publish_scheduled_sheets() == 0

    assert Notice.objects.count() == 0


def test_scheduled_adaptation_notifies_the_authors_of_its_origin_on_its_day(sheet, animator, colleague):
    adaptation = adapt(origin=sheet, by=colleague, epm=sheet.epm, title="Une adaptation")
    schedule(adaptation, days=1)
    assert Notice.objects.count() == 0

    with freeze_time(days_from_now(2)):
        publication.publish_scheduled_sheets()

    assert {notice.member for notice in Notice.objects.all()} == {animator, colleague}


def test_scheduled_page_of_another_kind_is_left_to_wagtail():
    page = LibraryPage.objects.get()
    schedule_time = timezone.now() + timedelta(days=1)
    page.go_live_at = schedule_time
    page.save_revision().publish()

    with freeze_time(schedule_time + timedelta(days=1)):
        assert publication.publish_scheduled_sheets() == 0
        call_command("publish_scheduled")

    assert (LibraryPage.objects.get().live, Notice.objects.count()) == (True, 0)


def test_wagtail_sends_no_mail_itself(submitted, territorial):
    publication.publish(page=submitted, by=territorial)
    assert mail.outbox == []
