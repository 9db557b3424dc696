"""Versions of a sheet: named, and restored without losing any."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from wagtail.models import Revision

from reseau.people.members.models.member import Member
from reseau.texts.wording import day_in_full
from ressources.review.versions.base_version import BaseVersion
from ressources.review.versions.models import MAX_NAME, VersionName
from ressources.sheets.models.sheet import Sheet
from ressources.sheets.revision import content_of_revision
from ressources.sheets.services.drafts import save_draft


def name_version(*, revision: Revision, by: Member, name: str) -> None:
    """Name a version, or remove its name when `name` is empty."""
    name = " ".join(name.replace("\x00", "").split())[:MAX_NAME]
    if name:
        VersionName.objects.update_or_create(revision=revision, defaults={"name": name, "named_by": by})
    else:
        VersionName.objects.filter(revision=revision).delete()


@transaction.atomic
def restore_version(*, page: Sheet, by: Member, revision: Revision, base: BaseVersion) -> Sheet:
    """Save the content of `revision` as a new version; the later ones stay. `base`: the last version that was read.

    Raises `SheetChangedError` if another text was saved since, `ValidationError` if the last version is the same.
    """
    content = content_of_revision(revision)
    if page.latest_content == content:
        raise ValidationError("La dernière version dit déjà la même chose.")
    page = save_draft(page=page, by=by, data=content, base_revision=base.revision, base_written_at=base.written_at)
    created_at = timezone.localtime(revision.created_at)
    name = f"Reprise de la version du {day_in_full(created_at, 'j F Y')} à {created_at.hour} h {created_at:%M}"
    name_version(revision=page.latest_revision, by=by, name=name)
    return page
