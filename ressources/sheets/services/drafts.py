"""Drafts of sheets: created, saved as new versions, or published at once for the demo and imports.

A draft is a revision of its page: no text is ever lost, and the published text stays as it is until a reviewer
publishes the new one. Each function locks the page first, so that two people never overwrite each other unknowingly.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from wagtail.models import PageQuerySet, Revision, TaskState

from reseau.people.members.models.member import Member
from reseau.places.models.epm import EPM
from reseau.texts.accent_folding import fold
from ressources.permissions import is_author
from ressources.sheets import notices
from ressources.sheets.content import SheetContent
from ressources.sheets.models.open_review import task_in_progress
from ressources.sheets.models.sheet import RESERVED_SLUGS, Sheet
from ressources.sheets.models.sheet_kinds import page_class
from ressources.sheets.services.errors import SheetChangedError

# A form sent twice within this time makes one sheet.
DOUBLE_CLICK = timedelta(seconds=30)
SLUG_LENGTH = 80


@transaction.atomic
def create_draft(*, by: Member, epm: EPM, data: SheetContent) -> Sheet:
    """Create a sheet that only its author and the reviewers of its territory see.

    The same content sent again within thirty seconds returns the sheet that exists.
    """
    kind = page_class(data)
    library = _libraries(kind).select_for_update().get()
    recent_drafts = kind.objects.filter(
        owner=by, draft_title=data.title, live=False, latest_revision_created_at__gt=timezone.now() - DOUBLE_CLICK
    )
    for page in recent_drafts:
        if page.latest_content == data:
            return page
    page = kind(title=data.title, slug=_free_slug(library, data.title), owner=by, epm=epm, live=False)
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
    base_written_at: datetime | None = None,
    epm: EPM | None = None,
) -> Sheet:
    """Save a new version. `base_revision` is the one that the form was opened on, as it was at `base_written_at`.

    A sheet in review that its author changes leaves the review; a reviewer's corrections stay in it. The EPM of origin
    may change until the sheet has been published.

    Raises `SheetChangedError` if another text was saved since, or written over that one in Wagtail's editor.
    """
    page = locked_page(page=page)
    if page.latest_content == data and epm in (None, page.epm):
        return page
    if page.latest_revision_id != base_revision or base_written_at not in (None, page.latest_revision_created_at):
        raise SheetChangedError(page.latest_revision, page.latest_content)
    draft = page.get_latest_revision_as_object()
    if page.first_published_at is None:
        _settle_before_publication(page, draft, title=data.title, epm=epm or page.epm)
    revision = _write(draft, data, by=by)
    if (task_state := task_in_progress(page)) is not None:
        if is_author(by, page):
            task_state.workflow_state.cancel(user=by)
            notices.withdraw_submission(page, task_state=task_state)
        else:
            TaskState.objects.filter(pk=task_state.pk).update(revision=revision)
    return reloaded_page(page=page)


@transaction.atomic
def delete_if_untouched(*, page: Sheet) -> None:
    """Delete a draft created for a file that was then refused, unless something else came to it meanwhile."""
    untouched = {"attachments": None, "pictures": None, "kept_texts": None, "first_published_at": None}
    if page.revisions.count() == 1 and Sheet.objects.filter(pk=page.pk, **untouched).exists():
        locked_page(page=page).delete()


@transaction.atomic
def create_published(*, author: Member, epm: EPM, data: SheetContent, published_at: datetime) -> Sheet:
    """Create a sheet published at that date, without review nor notice: for the demo and imports."""
    kind = page_class(data)
    library = _libraries(kind).get()
    page = kind(title=data.title, slug=_free_slug(library, data.title), owner=author, epm=epm)
    page.first_published_at = page.last_published_at = published_at
    page.write(data)
    library.add_child(instance=page)
    revision = page.save_revision(user=author, clean=False, changed=False)
    Revision.objects.filter(pk=revision.pk).update(created_at=published_at)
    Sheet.objects.filter(pk=page.pk).update(latest_revision_created_at=published_at, live_revision=revision)
    return page


def locked_page(*, page: Sheet) -> Sheet:
    """Return the page, read again and locked until the end of the transaction."""
    return page.specific_class.objects.select_for_update().get(pk=page.pk)


def reloaded_page(*, page: Sheet) -> Sheet:
    """Return the page as the database has it now."""
    return page.specific_class.objects.get(pk=page.pk)


def _libraries(kind: type[Sheet]) -> PageQuerySet:
    """Return the page under which sheets of `kind` live, the only one that `parent_page_types` allows."""
    (parent,) = kind.allowed_parent_page_models()
    return parent.objects.all()


def _write(page: Sheet, data: SheetContent, *, by: Member) -> Revision:
    page.write(data)
    return page.save_revision(user=by, log_action=True, clean=False)


def _settle_before_publication(page: Sheet, draft: Sheet, *, title: str, epm: EPM) -> None:
    """Make the address follow the title, and change the EPM, hence the reviewers, until the first publication."""
    if title != page.draft_title:
        draft.slug = _free_slug(page.get_parent(), title, but=page)
        draft.set_url_path(page.get_parent())
    draft.epm = epm
    Sheet.objects.filter(pk=page.pk).update(slug=draft.slug, url_path=draft.url_path, epm=epm)


def _free_slug(library, title: str, but: Sheet | None = None) -> str:
    """Return an address made of the title, with a number if another page, or the site itself, already has it."""
    base = slugify(fold(title))[:SLUG_LENGTH].strip("-") or "fiche"
    taken_slugs = RESERVED_SLUGS | set(
        library.get_children().filter(slug__startswith=base).exclude(pk=but and but.pk).values_list("slug", flat=True)
    )
    slug, number = base, 1
    while slug in taken_slugs:
        number += 1
        slug = f"{base}-{number}"
    return slug
