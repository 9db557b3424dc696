"""Saving the union of two texts written at the same time, once the second writer has chosen."""

from django.db import transaction

from reseau.people.members.models.member import Member
from reseau.places.models.epm import EPM
from reseau.texts.elision import of
from ressources.review.versions.base_version import BaseVersion
from ressources.review.versions.merging.sheets import all_paragraphs
from ressources.review.versions.services import name_version
from ressources.sheets.content import SheetContent
from ressources.sheets.models.sheet import Sheet
from ressources.sheets.services.drafts import save_draft


def loses_paragraphs(*, mine: SheetContent, data: SheetContent, others: list[SheetContent]) -> bool:
    """Return whether a paragraph of `mine` is neither in the chosen text nor in the versions of `others`."""
    known_paragraphs = [all_paragraphs(content) for content in (data, *others)]
    return bool(all_paragraphs(mine).difference(*known_paragraphs))


@transaction.atomic
def save_merged_text(
    *,
    page: Sheet,
    by: Member,
    mine: SheetContent,
    data: SheetContent,
    base: BaseVersion,
    common: SheetContent | None = None,
    epm: EPM | None = None,
) -> Sheet:
    """Save `data`, chosen between `mine` and the version `base` saved by somebody else; `common` is their common
    version.

    If the choice loses a text of `mine`, mine is saved first as a version of its own, so that the history has it.
    Raises `SheetChangedError` if yet another text was saved since.
    """
    page = page.specific_class.objects.select_for_update().get(pk=page.pk)
    others = [page.latest_content, *([common] if common else [])]
    if loses_paragraphs(mine=mine, data=data, others=others):
        page = _save(page, by, mine, base, epm)
        name_version(revision=page.latest_revision, by=by, name=f"Texte {of(by)}, avant d’être réuni")
        base = BaseVersion.latest_of(page)
    return _save(page, by, data, base, epm)


def _save(page: Sheet, by: Member, data: SheetContent, base: BaseVersion, epm: EPM | None) -> Sheet:
    return save_draft(
        page=page, by=by, data=data, base_revision=base.revision, base_written_at=base.written_at, epm=epm
    )
