"""What happens to a sheet: written, sent to review, published or sent back, withdrawn.

A draft is a revision of its page, so that nothing written is ever lost and the published text stays as it is until a
reviewer publishes the new one. Each function locks the page first: two people never write over each other unknowingly.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from wagtail.models import Revision, TaskState, WorkflowState
from wagtail.users.models import UserProfile

from reseau.members.models.member import Member
from reseau.places.models.epm import EPM
from reseau.text import fold
from ressources.library.models.library import LibraryPage
from ressources.permissions import holder_of, is_author, may_answer
from ressources.review import notices as review_notices
from ressources.review.models.review import TerritorialReview
from ressources.review.reviewers import taken_by
from ressources.sheets import notices
from ressources.sheets.content import SheetContent
from ressources.sheets.models.kinds import page_class
from ressources.sheets.models.sheet import RESERVED_SLUGS, Sheet

# A form sent twice by a nervous hand makes one sheet.
DOUBLE_CLICK = timedelta(seconds=30)
SLUG_LENGTH = 80


class SheetError(Exception):
    """What was asked cannot be done; the message is for the person who asked."""


class SheetChangedError(SheetError):
    """Somebody saved another text meanwhile: `revision` holds it, `content` is what it says."""

    def __init__(self, revision: Revision, content: SheetContent) -> None:
        super().__init__("Cette fiche a été enregistrée ailleurs pendant que vous l’aviez sous les yeux.")
        self.revision = revision
        self.content = content


class IncompleteSheetError(SheetError):
    """`missing` says what a reviewer would not find: field → sentence."""

    def __init__(self, missing: dict[str, str]) -> None:
        super().__init__("Avant de l’envoyer en relecture, complétez votre fiche. " + " ".join(missing.values()))
        self.missing = missing


@transaction.atomic
def create_draft(*, by: Member, epm: EPM, data: SheetContent) -> Sheet:
    """A new sheet that only its author sees, and reviewers whom she shows it to."""
    library = LibraryPage.objects.select_for_update().get()
    recent = page_class(data).objects.filter(
        owner=by, draft_title=data.title, live=False, latest_revision_created_at__gt=timezone.now() - DOUBLE_CLICK
    )
    for page in recent:
        if page.latest_content == data:
            return page
    page = page_class(data)(title=data.title, slug=_free_slug(library, data.title), owner=by, epm=epm, live=False)
    library.add_child(instance=page)
    _write(page, data, by=by)
    return page


@transaction.atomic
def save_draft(
    *,
    page: Sheet,
    by: Member,
    data: SheetContent,
    base_revision: int | None,
    base_written: datetime | None = None,
    epm: EPM | None = None,
) -> Sheet:
    """Saves a new version. `base_revision` is the one that the form was opened on, as it was at `base_written`.

    Raises `SheetChangedError` if somebody saved another text since, or wrote over that one in Wagtail's editor. A
    sheet in review that its author changes leaves the review; a reviewer's corrections stay in it. The EPM of origin
    may change until the sheet has been published.
    """
    page = _locked(page)
    if page.latest_content == data and epm in (None, page.epm):
        return page
    if page.latest_revision_id != base_revision or base_written not in (None, page.latest_revision_created_at):
        raise SheetChangedError(page.latest_revision, page.latest_content)
    draft = page.get_latest_revision_as_object()
    if page.first_published_at is None:
        _settle_before_publication(page, draft, title=data.title, epm=epm or page.epm)
    revision = _write(draft, data, by=by)
    if (task_state := _task_in_progress(page)) is not None:
        if is_author(by, page):
            task_state.workflow_state.cancel(user=by)
            review_notices.forget_submission(page, task_state=task_state)
        else:
            TaskState.objects.filter(pk=task_state.pk).update(revision=revision)
    return _read_again(page)


@transaction.atomic
def submit(*, page: Sheet, by: Member) -> Sheet:
    """Sends the last saved version to whoever reviews the territory. Raises `IncompleteSheetError`."""
    page = _locked(page)
    if missing := page.missing():
        raise IncompleteSheetError(missing)
    if not page.has_draft:
        raise SheetError("Cette fiche est déjà publiée, sans rien de nouveau à relire.")
    _keep_wagtail_quiet(by)
    review = page.current_workflow_state
    if review is None:
        workflow = page.get_workflow()
        # Without ours, Wagtail falls back on the review that it brings itself, which knows no territory.
        if workflow is None or not TerritorialReview.objects.filter(workflow_tasks__workflow=workflow).exists():
            raise SheetError("La relecture n’est pas ouverte. Prévenez la coordination.")
        workflow.start(page, by)
    elif review.status == WorkflowState.STATUS_NEEDS_CHANGES:
        review.resume(user=by)
    return _read_again(page)


@transaction.atomic
def publish(*, page: Sheet, by: Member, revision: int | None = None, written: datetime | None = None) -> Sheet:
    """Publishes the version in review. `revision`, as it was at `written`, was read: no other is published unread."""
    _decide(page, "approve", by=by, revision=revision, written=written)
    return _read_again(page)


@transaction.atomic
def ask_changes(
    *, page: Sheet, by: Member, reason: str, revision: int | None = None, written: datetime | None = None
) -> Sheet:
    """Sends the sheet back to its author, who reads why. `revision` and `written` as in `publish`."""
    _decide(page, "reject", by=by, revision=revision, written=written, comment=reason)
    return _read_again(page)


@transaction.atomic
def withdraw(*, page: Sheet, by: Member) -> Sheet:
    """Takes a published sheet out of the library; its text stays with its author."""
    page = _locked(page)
    if not page.live:
        raise SheetError("Cette fiche n’est déjà plus dans la bibliothèque.")
    page.unpublish(user=by)
    notices.tell_withdrawn(page, by=by)
    return page


@transaction.atomic
def create_published(*, author: Member, epm: EPM, data: SheetContent, published_at: datetime) -> Sheet:
    """A sheet that was published at that date, without review nor notice: for the demo and imports."""
    library = LibraryPage.objects.get()
    page = page_class(data)(title=data.title, slug=_free_slug(library, data.title), owner=author, epm=epm)
    page.first_published_at = page.last_published_at = published_at
    page.write(data)
    library.add_child(instance=page)
    revision = page.save_revision(user=author, clean=False, changed=False)
    Revision.objects.filter(pk=revision.pk).update(created_at=published_at)
    Sheet.objects.filter(pk=page.pk).update(latest_revision_created_at=published_at, live_revision=revision)
    return page


def _locked(page: Sheet) -> Sheet:
    return page.specific_class.objects.select_for_update().get(pk=page.pk)


def _read_again(page: Sheet) -> Sheet:
    return page.specific_class.objects.get(pk=page.pk)


def _task_in_progress(page: Sheet) -> TaskState | None:
    review = page.current_workflow_state
    return review.current_task_state if review and review.status == WorkflowState.STATUS_IN_PROGRESS else None


def _decide(page: Sheet, action: str, *, by: Member, revision: int | None, written: datetime | None, **details) -> None:
    page = _locked(page)
    task_state = _task_in_progress(page)
    if task_state is None:
        raise SheetError(
            "Cette fiche n’est plus en relecture : une autre personne a décidé, ou son auteur l’a reprise."
        )
    if revision not in (None, page.latest_revision_id) or written not in (None, page.latest_revision_created_at):
        raise SheetError("Cette fiche a changé depuis que vous l’avez ouverte. Relisez-la avant de décider.")
    if not may_answer(by, page) and (holder := holder_of(page)):
        raise SheetError(f"{taken_by(holder, page)} Voyez ensemble avant de répondre.")
    if action == "approve" and (missing := page.missing()):
        raise IncompleteSheetError(missing)
    task_state.task.specific.on_action(task_state, by, action, **details)


def _write(page: Sheet, data: SheetContent, *, by: Member) -> Revision:
    page.write(data)
    return page.save_revision(user=by, log_action=True, clean=False)


def _settle_before_publication(page: Sheet, draft: Sheet, *, title: str, epm: EPM) -> None:
    """Until the first publication the address follows the title, and the sheet may change EPM, hence reviewer."""
    if title != page.draft_title:
        draft.slug = _free_slug(page.get_parent(), title, but=page)
        draft.set_url_path(page.get_parent())
    draft.epm = epm
    Sheet.objects.filter(pk=page.pk).update(slug=draft.slug, url_path=draft.url_path, epm=epm)


def _free_slug(library, title: str, but: Sheet | None = None) -> str:
    """Address made of the title, with a number if another page, or the site itself, already has it."""
    base = slugify(fold(title))[:SLUG_LENGTH].strip("-") or "fiche"
    taken = RESERVED_SLUGS | set(
        library.get_children().filter(slug__startswith=base).exclude(pk=but and but.pk).values_list("slug", flat=True)
    )
    slug, number = base, 1
    while slug in taken:
        number += 1
        slug = f"{base}-{number}"
    return slug


def _keep_wagtail_quiet(by: Member) -> None:
    """Turn off the mails of Wagtail, which lead to its editor: animators get those of `ressources.sheets.notices`."""
    off = dict.fromkeys(("submitted_notifications", "approved_notifications", "rejected_notifications"), False)
    UserProfile.objects.get_or_create(user=by, defaults=off)
