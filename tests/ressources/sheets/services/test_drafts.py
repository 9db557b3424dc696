"""Drafts: created, saved, imported; two writers at once; nothing lost."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from alertes.channels.notices.models import Notice
from reseau.texts.tags.models import Tag
from ressources.sheets.enums import SheetState
from ressources.sheets.models.open_review import task_in_progress
from ressources.sheets.models.sheet import Sheet
from ressources.sheets.models.workshop import WorkshopPage
from ressources.sheets.services import drafts
from ressources.sheets.services.errors import SheetChangedError
from tests.clock import freeze_time
from tests.factories.ressources import (
    AttachmentFactory,
    DraftFactory,
    KeptTextFactory,
    PictureFactory,
    SheetContentFactory,
    SheetFactory,
    StepContentFactory,
    SubmittedFactory,
)

pytestmark = pytest.mark.django_db


def reload(page) -> WorkshopPage:
    return WorkshopPage.objects.get(pk=page.pk)


def save(page, by, *, base=None, **changes) -> WorkshopPage:
    """Save the last version with `changes`, as a user who has just read it."""
    page = reload(page)
    data = replace(page.latest_content, **changes)
    return drafts.save_draft(page=page, by=by, data=data, base_revision=base or page.latest_revision_id)


def test_draft_keeps_its_whole_content(animator, epm, skill_keys):
    data = SheetContentFactory(skills=skill_keys("D1.1", "D4.2"), tags=("courriel", "photo"), audience="member")
    page = drafts.create_draft(by=animator, epm=epm, data=data)
    assert reload(page).latest_content == data


def test_draft_belongs_to_its_author_and_is_not_published(draft, animator, epm):
    assert (draft.owner, draft.epm, draft.live, reload(draft).state) == (animator, epm, False, SheetState.DRAFT)


def test_draft_needs_only_a_title(animator, epm):
    data = SheetContentFactory(aim="", learners="", group_size=None, steps=(StepContentFactory(minutes=None),))
    assert reload(drafts.create_draft(by=animator, epm=epm, data=data)).latest_content == data


def test_form_sent_twice_makes_one_sheet(animator, epm):
    data, now = SheetContentFactory(), timezone.now()
    for delay, count in ((0, 1), (29, 1), (30, 2)):
        with freeze_time(now + timedelta(seconds=delay)):
            drafts.create_draft(by=animator, epm=epm, data=data)
        assert WorkshopPage.objects.count() == count


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
def test_address_comes_from_the_title_and_never_hides_a_page_of_the_site(animator, epm, title, slug):
    page = DraftFactory(epm=epm, author=animator, data__title=title)
    assert (page.slug, page.get_absolute_url()) == (slug, f"/ressources/{slug}/")


def test_save_makes_a_new_version(draft, animator):
    before = draft.latest_revision_id
    page = save(draft, animator, aim="À la fin, chacun imprime.")
    assert page.latest_revision_id != before
    assert page.latest_content.aim == "À la fin, chacun imprime."
    assert page.revisions.count() == 2


def test_unchanged_text_makes_no_version(draft, animator):
    assert save(draft, animator).latest_revision_id == draft.latest_revision_id


def test_address_follows_the_title_until_the_first_publication(draft, animator):
    page = save(draft, animator, title="Imprimer une lettre")
    assert (page.slug, page.url_path.endswith("/imprimer-une-lettre/")) == ("imprimer-une-lettre", True)


def test_address_is_stable_once_published(sheet, animator):
    slug = sheet.slug
    assert save(sheet, animator, title="Un autre titre").slug == slug


def test_text_saved_meanwhile_is_not_overwritten(submitted, animator, territorial):
    opened_page = reload(submitted)
    mine = replace(opened_page.latest_content, tips="Mon conseil")
    save(submitted, territorial, tips="Le conseil du relecteur")
    with pytest.raises(SheetChangedError) as refusal:
        drafts.save_draft(page=opened_page, by=animator, data=mine, base_revision=opened_page.latest_revision_id)
    assert refusal.value.content.tips == "Le conseil du relecteur"
    assert refusal.value.revision.user == territorial
    assert reload(submitted).latest_content.tips == "Le conseil du relecteur"


def test_correction_by_the_reviewer_joins_the_review_of_that_sheet_alone(submitted, epm, colleague, territorial):
    other = SubmittedFactory(epm=epm, author=colleague)
    reviewed = task_in_progress(other).revision

    save(submitted, territorial, tips="Le conseil du relecteur")

    assert task_in_progress(reload(submitted)).revision == reload(submitted).latest_revision
    assert task_in_progress(reload(other)).revision == reviewed


def test_same_text_saved_by_both_is_no_conflict(draft, animator):
    opened_page = reload(draft)
    data = replace(opened_page.latest_content, tips="Mon conseil")
    for _ in range(2):
        page = drafts.save_draft(page=opened_page, by=animator, data=data, base_revision=opened_page.latest_revision_id)
    assert page.revisions.count() == 2


def test_both_versions_stay_in_the_history(draft, animator, territorial):
    opened_page = reload(draft)
    save(draft, territorial, tips="Le conseil du relecteur")
    save(draft, animator, tips="Mon conseil")
    assert [revision.content["tips"] for revision in opened_page.revisions.order_by("pk")] == [
        "",
        "Le conseil du relecteur",
        "Mon conseil",
    ]


def test_sheet_may_change_epm_before_publication(draft, animator, other_epm):
    page = reload(draft)
    data, base = page.latest_content, page.latest_revision_id
    assert drafts.save_draft(page=page, by=animator, data=data, base_revision=base, epm=other_epm).epm == other_epm


def test_published_sheet_keeps_its_epm(sheet, animator, epm, other_epm):
    page = reload(sheet)
    data = replace(page.latest_content, tips="Mon conseil")
    page = drafts.save_draft(page=page, by=animator, data=data, base_revision=page.latest_revision_id, epm=other_epm)
    assert (page.epm, page.latest_revision.content["epm"]) == (epm, epm.pk)


def test_existing_tag_is_reused_whatever_its_capitals(animator, epm):
    DraftFactory(epm=epm, author=animator, data__tags=("Courriel",))
    DraftFactory(epm=epm, author=animator, data__tags=("courriel",))
    assert [tag.name for tag in Tag.objects.all()] == ["Courriel"]


def test_imported_sheet_has_the_date_of_its_publication(epm):
    published_at = datetime(2025, 5, 6, 8, 30, tzinfo=UTC)
    page = reload(SheetFactory(epm=epm, published_at=published_at, data__tags=("photo",)))
    assert (page.first_published_at, page.last_published_at, page.state) == (
        published_at,
        published_at,
        SheetState.PUBLISHED,
    )
    assert (page.live_revision, page.has_draft, page.has_unpublished_changes) == (page.latest_revision, False, False)
    assert Notice.objects.count() == 0


def test_untouched_draft_is_deleted(draft):
    drafts.delete_if_untouched(page=draft)
    assert not Sheet.objects.filter(pk=draft.pk).exists()


@pytest.mark.parametrize("came", ["version", "picture", "attachment", "kept text", "publication"])
def test_draft_to_which_something_came_meanwhile_is_not_deleted(draft, animator, epm, came):
    DraftFactory(epm=epm, author=animator)
    match came:
        case "version":
            save(draft, animator, tips="Mon conseil")
        case "picture":
            PictureFactory(sheet=draft)
        case "attachment":
            AttachmentFactory(sheet=draft)
        case "kept text":
            KeptTextFactory(sheet=draft)
        case "publication":
            Sheet.objects.filter(pk=draft.pk).update(first_published_at=timezone.now())

    drafts.delete_if_untouched(page=draft)
    assert Sheet.objects.filter(pk=draft.pk).exists()


def test_sheet_created_as_published_leaves_the_others(epm, animator):
    days = [datetime(2025, 3, day, tzinfo=UTC) for day in (1, 2)]
    first, _ = (
        drafts.create_published(author=animator, epm=epm, data=SheetContentFactory(), published_at=day) for day in days
    )
    first.refresh_from_db()
    assert first.latest_revision_created_at == days[0]
    assert first.live_revision == first.latest_revision
