"""Saving what two people wrote at the same time, once the second one has chosen."""

from django.db import transaction

from reseau.elision import of
from reseau.members.models.member import Member
from reseau.places.models.epm import EPM
from ressources.sheets.content import SheetContent
from ressources.sheets.models.sheet import Sheet
from ressources.sheets.services.sheets import save_draft
from ressources.versions.merging.sheets import all_paragraphs
from ressources.versions.models.base_version import BaseVersion
from ressources.versions.services import name_version


def leaves_out(*, mine: SheetContent, data: SheetContent, others: list[SheetContent]) -> bool:
    """True if a paragraph of `mine` is neither in what was chosen nor in the versions of `others`."""
    said = [all_paragraphs(content) for content in (data, *others)]
    return bool(all_paragraphs(mine).difference(*said))


@transaction.atomic
def save_united(
    *,
    page: Sheet,
    by: Member,
    mine: SheetContent,
    data: SheetContent,
    base: BaseVersion,
    common: SheetContent | None = None,
    epm: EPM | None = None,
) -> Sheet:
    """Saves `data`, chosen between `mine` and the version `base` that somebody saved; `common` was the one of both.

    What was chosen may leave a text of `mine` out: mine is saved as a version of its own first, so that the history has
    it. Raises `SheetChangedError` if yet another text was saved since.
    """
    page = page.specific_class.objects.select_for_update().get(pk=page.pk)
    others = [page.latest_content, *([common] if common else [])]
    if leaves_out(mine=mine, data=data, others=others):
        page = _save(page, by, mine, base, epm)
        name_version(revision=page.latest_revision, by=by, name=f"Texte {of(by)}, avant d’être réuni")
        base = BaseVersion.latest_of(page)
    return _save(page, by, data, base, epm)


def _save(page: Sheet, by: Member, data: SheetContent, base: BaseVersion, epm: EPM | None) -> Sheet:
    return save_draft(page=page, by=by, data=data, base_revision=base.revision, base_written=base.written, epm=epm)
