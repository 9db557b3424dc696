"""The versions of a sheet: named to be found again, and taken up again without any being lost."""

from django.db import transaction
from django.utils import timezone
from wagtail.models import Revision

from reseau.members.models.member import Member
from reseau.wording import day_in_full
from ressources.sheets.models.sheet import Sheet
from ressources.sheets.revision import content_of_revision
from ressources.sheets.services.sheets import SheetError, save_draft
from ressources.versions.models.base_version import BaseVersion
from ressources.versions.models.version_name import MAX_NAME, VersionName


def name_version(*, revision: Revision, by: Member, name: str) -> None:
    """Names a version, or takes its name away when `name` is empty."""
    name = " ".join(name.replace("\x00", "").split())[:MAX_NAME]
    if name:
        VersionName.objects.update_or_create(revision=revision, defaults={"name": name, "named_by": by})
    else:
        VersionName.objects.filter(revision=revision).delete()


@transaction.atomic
def restore_version(*, page: Sheet, by: Member, revision: Revision, base: BaseVersion) -> Sheet:
    """Makes a new version of what `revision` says; the later ones stay. `base` is the last one that was read.

    Raises `SheetChangedError` if somebody saved another text since, `SheetError` if the sheet says that already.
    """
    content = content_of_revision(revision)
    if page.latest_content == content:
        raise SheetError("La dernière version dit déjà la même chose.")
    page = save_draft(page=page, by=by, data=content, base_revision=base.revision, base_written=base.written)
    written = timezone.localtime(revision.created_at)
    name = f"Reprise de la version du {day_in_full(written, 'j F Y')} à {written.hour} h {written:%M}"
    name_version(revision=page.latest_revision, by=by, name=name)
    return page
