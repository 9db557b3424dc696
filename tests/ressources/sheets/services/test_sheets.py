"""The life of a sheet: written, sent, decided, withdrawn; two people at once; nothing lost."""

from dataclasses import replace
from datetime import UTC, datetime
from functools import partial

import pytest
from django.core import mail

from alertes.notices.models import Notice
from ressources.enums import SheetState
from ressources.sheets.models.tag import SheetTag
from ressources.sheets.models.workshop import WorkshopPage
from ressources.sheets.services import drafts
from ressources.versions.base_version import BaseVersion
from tests.factories.ressources import (
    DraftFactory,
    SheetContentFactory,
    SheetFactory,
    StepContentFactory,
    SubmittedFactory,
)

pytestmark = pytest.mark.django_db


def fresh(page) -> WorkshopPage:
    return WorkshopPage.objects.get(pk=page.pk)


def save(page, by, *, base=None, **changes) -> WorkshopPage:
    """Saves the last version with `changes`, as somebody who has just read it."""
    page = fresh(page)
    data = replace(page.latest_content, **changes)
    return drafts.save_draft(page=page, by=by, data=data, base_revision=base or page.latest_revision_id)


def test_draft_keeps_all_that_was_written(animator, epm, skill_keys):
    data = SheetContentFactory(skills=skill_keys("D1.1", "D4.2"), tags=("courriel", "photo"), audience="member")
    page = drafts.create_draft(by=animator, epm=epm, data=data)
    assert fresh(page).latest_content == data


def test_draft_belongs_to_its_author_and_is_not_published(draft, animator, epm):
    assert (draft.owner, draft.epm, draft.live, fresh(draft).state) == (animator, epm, False, SheetState.DRAFT)


def test_draft_may_be_a_title_alone(animator, epm):
    data = SheetContentFactory(aim="", learners="", group_size=None, steps=(StepContentFactory(minutes=None),))
    assert fresh(drafts.create_draft(by=animator, epm=epm, data=data)).latest_content == data


def test_form_sent_twice_makes_one_sheet(animator, epm):
    data = SheetContentFactory()
    first = drafts.create_draft(by=animator, epm=epm, data=data)
    assert drafts.create_draft(by=animator, epm=epm, data=data) == first
    assert WorkshopPage.objects.count() == 1


def test_two_animators_may_write_the_same_sheet(animator, stranger, epm, other_epm):
    data = SheetContentFactory(title="Ranger ses photos")
    first = drafts.create_draft(by=animator, epm=epm, data=data)
    second = drafts.create_draft(by=stranger, epm=other_epm, data=data)
    assert (first.slug, second.slug) == ("ranger-ses-photos", "ranger-ses-photos-2")


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Proposer", "proposer-2"),
        ("Mes fiches", "mes-fiches-2"),
        ("À relire", "a-relire-2"),
        ("Fiches", "fiches-2"),
        ("L’œil et l’écran", "l-oeil-et-l-ecran"),
        ("???", "fiche"),
    ],
)
def test_address_comes_from_the_title_and_never_covers_a_page_of_the_site(animator, epm, title, slug):
    page = DraftFactory(epm=epm, author=animator, data__title=title)
    assert (page.slug, page.get_absolute_url()) == (slug, f"/ressources/{slug}/")


def test_save_makes_a_new_version(draft, animator):
    before = draft.latest_revision_id
    page = save(draft, animator, aim="À la fin, chacun imprime.")
    assert page.latest_revision_id != before
    assert page.latest_content.aim == "À la fin, chacun imprime."
    assert page.revisions.count() == 2


def test_same_text_makes_no_version(draft, animator):
    assert save(draft, animator).latest_revision_id == draft.latest_revision_id


def test_address_follows_the_title_until_the_first_publication(draft, animator):
    page = save(draft, animator, title="Imprimer une lettre")
    assert (page.slug, page.url_path.endswith("/imprimer-une-lettre/")) == ("imprimer-une-lettre", True)


def test_address_stays_once_published(sheet, animator):
    slug = sheet.slug
    assert save(sheet, animator, title="Un autre titre").slug == slug


def test_text_saved_by_somebody_else_meanwhile_is_not_covered(submitted, animator, territorial):
    opened = fresh(submitted)
    mine = replace(opened.latest_content, tips="Mon conseil")
    save(submitted, territorial, tips="Le conseil du relecteur")
    with pytest.raises(drafts.SheetChangedError) as refused:
        drafts.save_draft(page=opened, by=animator, data=mine, base_revision=opened.latest_revision_id)
    assert refused.value.content.tips == "Le conseil du relecteur"
    assert refused.value.revision.user == territorial
    assert fresh(submitted).latest_content.tips == "Le conseil du relecteur"


def test_same_text_saved_twice_is_no_conflict(draft, animator):
    opened = fresh(draft)
    data = replace(opened.latest_content, tips="Mon conseil")
    for _ in range(2):
        page = drafts.save_draft(page=opened, by=animator, data=data, base_revision=opened.latest_revision_id)
    assert page.revisions.count() == 2


def test_both_versions_stay_in_the_history(draft, animator, territorial):
    opened = fresh(draft)
    save(draft, territorial, tips="Le conseil du relecteur")
    save(draft, animator, tips="Mon conseil")
    assert [revision.content["tips"] for revision in opened.revisions.order_by("pk")] == [
        "",
        "Le conseil du relecteur",
        "Mon conseil",
    ]


def test_sheet_may_change_epm_before_publication(draft, animator, other_epm):
    page = fresh(draft)
    data, base = page.latest_content, page.latest_revision_id
    assert drafts.save_draft(page=page, by=animator, data=data, base_revision=base, epm=other_epm).epm == other_epm


def test_published_sheet_keeps_its_epm(sheet, animator, epm, other_epm):
    page = fresh(sheet)
    data = replace(page.latest_content, tips="Mon conseil")
    page = drafts.save_draft(page=page, by=animator, data=data, base_revision=page.latest_revision_id, epm=other_epm)
    assert (page.epm, page.latest_revision.content["epm"]) == (epm, epm.pk)


def test_submission_tells_the_territorial_animators_of_the_territory(
    draft, animator, territorial, other_territorial, coordinator
):
    page = drafts.submit(page=draft, by=animator)
    assert page.state is SheetState.SUBMITTED
    notice = Notice.objects.get()
    assert (notice.member, notice.url) == (territorial, f"/ressources/fiches/{page.pk}/relire/")


def test_submission_tells_the_coordination_when_nobody_watches_the_territory(draft, animator, coordinator):
    drafts.submit(page=draft, by=animator)
    assert [notice.member for notice in Notice.objects.all()] == [coordinator]


def test_submission_of_a_territorial_animator_is_for_the_others(territorial, coordinator, epm):
    SubmittedFactory(epm=epm, author=territorial)
    assert [notice.member for notice in Notice.objects.all()] == [coordinator]


def test_submission_twice_tells_once(submitted, animator):
    drafts.submit(page=submitted, by=animator)
    assert Notice.objects.count() == 1


def test_incomplete_sheet_is_not_sent(animator, epm):
    page = DraftFactory(epm=epm, author=animator, data__aim="", data__steps=())
    with pytest.raises(drafts.IncompleteSheetError) as refused:
        drafts.submit(page=page, by=animator)
    assert list(refused.value.missing) == ["aim", "steps"]
    assert fresh(page).state is SheetState.DRAFT


def test_published_sheet_without_anything_new_is_not_sent(sheet, animator):
    with pytest.raises(drafts.SheetError, match="déjà publiée"):
        drafts.submit(page=fresh(sheet), by=animator)


def test_sheet_is_not_sent_when_the_review_is_closed(draft, animator):
    draft.get_workflow().deactivate()
    with pytest.raises(drafts.SheetError, match="pas ouverte"):
        drafts.submit(page=fresh(draft), by=animator)


def test_publication_shows_the_version_in_review_and_tells_the_author(submitted, animator, territorial):
    page = drafts.publish(page=submitted, by=territorial)
    assert (page.live, page.state) == (True, SheetState.PUBLISHED)
    assert [step.title for step in page.steps.all()] == [step.title for step in page.latest_content.steps]
    assert page.duration == 60
    notice = Notice.objects.get(member=animator)
    assert (notice.url, notice.text) == (
        page.get_absolute_url(),
        f"Votre fiche «\u00a0{page.title}\u00a0» est publiée.",
    )


def test_decision_takes_the_reviewers_notice_away(submitted, territorial):
    assert Notice.objects.filter(member=territorial).count() == 1
    drafts.publish(page=submitted, by=territorial)
    assert Notice.objects.filter(member=territorial).count() == 0


def test_decided_sheet_is_not_decided_twice(submitted, territorial, coordinator):
    drafts.publish(page=submitted, by=territorial)
    with pytest.raises(drafts.SheetError, match="n’est plus en relecture"):
        drafts.ask_changes(page=submitted, by=coordinator, reason="Trop tard")


def test_version_that_was_not_read_is_not_published(submitted, animator, territorial):
    read = fresh(submitted).latest_revision_id
    drafts.submit(page=save(submitted, animator, tips="Nouveau"), by=animator)
    with pytest.raises(drafts.SheetError, match="a changé"):
        drafts.publish(page=submitted, by=territorial, revision=read)
    assert fresh(submitted).live is False


@pytest.mark.parametrize("decide", [drafts.publish, partial(drafts.ask_changes, reason="Trop court")])
def test_version_that_was_written_over_since_is_not_decided_unread(submitted, animator, territorial, decide):
    read = BaseVersion.latest_of(fresh(submitted))
    page = fresh(submitted).get_latest_revision_as_object()
    page.tips = "Écrit par-dessus"
    page.save_revision(user=animator, clean=False, overwrite_revision=fresh(submitted).latest_revision)
    assert fresh(submitted).latest_revision_id == read.revision
    with pytest.raises(drafts.SheetError, match="a changé"):
        decide(page=submitted, by=territorial, revision=read.revision, written=read.written)
    assert fresh(submitted).live is False


def test_incomplete_version_is_not_published(submitted, territorial):
    save(submitted, territorial, aim="")
    with pytest.raises(drafts.IncompleteSheetError):
        drafts.publish(page=submitted, by=territorial)


def test_changes_asked_tell_the_author_why(submitted, animator, territorial):
    page = drafts.ask_changes(page=submitted, by=territorial, reason="Ajoutez une pause.")
    assert (page.state, page.changes_asked) == (SheetState.CHANGES_ASKED, "Ajoutez une pause.")
    notice = Notice.objects.get(member=animator)
    assert notice.url == f"/ressources/fiches/{page.pk}/modifier/"
    assert notice.text.endswith("Ajoutez une pause.")


def test_corrected_sheet_goes_back_to_review(submitted, animator, territorial):
    drafts.ask_changes(page=submitted, by=territorial, reason="Ajoutez une pause.")
    page = save(submitted, animator, tips="Faites une pause.")
    assert page.state is SheetState.CHANGES_ASKED
    assert drafts.submit(page=page, by=animator).state is SheetState.SUBMITTED
    assert drafts.publish(page=page, by=territorial).tips == "Faites une pause."


def test_author_who_changes_her_sheet_takes_it_out_of_review(submitted, animator, territorial):
    page = save(submitted, animator, tips="Encore une idée")
    assert page.state is SheetState.DRAFT
    assert Notice.objects.filter(member=territorial).count() == 0


def test_reviewer_who_corrects_keeps_the_sheet_in_review(submitted, territorial):
    page = save(submitted, territorial, title="Un titre plus clair")
    assert page.state is SheetState.SUBMITTED
    assert page.review.current_task_state.revision_id == page.latest_revision_id
    assert drafts.publish(page=page, by=territorial).title == "Un titre plus clair"


def test_published_text_stays_until_the_new_one_is_reviewed(sheet, animator, territorial):
    page = save(sheet, animator, aim="À la fin, chacun imprime.", steps=(StepContentFactory(title="Tout autre"),))
    assert (page.aim, page.steps.count(), page.state) == (sheet.aim, 2, SheetState.PUBLISHED)
    page = drafts.submit(page=page, by=animator)
    assert (page.aim, page.live, page.state) == (sheet.aim, True, SheetState.SUBMITTED)
    page = drafts.publish(page=page, by=territorial)
    assert (page.aim, [step.title for step in page.steps.all()]) == ("À la fin, chacun imprime.", ["Tout autre"])


def test_withdrawn_sheet_leaves_the_library_and_keeps_its_text(sheet, animator, territorial):
    page = drafts.withdraw(page=sheet, by=territorial)
    assert (fresh(page).live, fresh(page).state) == (False, SheetState.ARCHIVED)
    assert fresh(page).latest_content.title == sheet.title
    assert [notice.member for notice in Notice.objects.all()] == [animator]


def test_author_who_withdraws_is_not_told(sheet, animator):
    drafts.withdraw(page=sheet, by=animator)
    assert Notice.objects.count() == 0


def test_sheet_is_not_withdrawn_twice(sheet, animator):
    drafts.withdraw(page=sheet, by=animator)
    with pytest.raises(drafts.SheetError, match="déjà plus"):
        drafts.withdraw(page=sheet, by=animator)


def test_withdrawn_sheet_can_be_proposed_again(sheet, animator, territorial):
    drafts.withdraw(page=sheet, by=animator)
    page = save(sheet, animator, tips="Mise à jour")
    assert page.state is SheetState.DRAFT
    drafts.submit(page=page, by=animator)
    assert drafts.publish(page=page, by=territorial).live


def test_wagtail_sends_no_mail_of_its_own(submitted, territorial):
    drafts.publish(page=submitted, by=territorial)
    assert mail.outbox == []


def test_tag_already_known_is_used_whatever_its_capitals(animator, epm):
    DraftFactory(epm=epm, author=animator, data__tags=("Courriel",))
    DraftFactory(epm=epm, author=animator, data__tags=("courriel",))
    assert [tag.name for tag in SheetTag.objects.all()] == ["Courriel"]


def test_imported_sheet_has_the_date_of_its_publication(epm):
    published_at = datetime(2025, 5, 6, 8, 30, tzinfo=UTC)
    page = fresh(SheetFactory(epm=epm, published_at=published_at, data__tags=("photo",)))
    assert (page.first_published_at, page.last_published_at, page.state) == (
        published_at,
        published_at,
        SheetState.PUBLISHED,
    )
    assert (page.live_revision, page.has_draft, page.has_unpublished_changes) == (page.latest_revision, False, False)
    assert Notice.objects.count() == 0
