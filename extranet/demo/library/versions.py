"""A sheet of the demo with a history: submitted, corrected as requested, and edited again without saving."""

from dataclasses import replace
from datetime import timedelta

from django.http import QueryDict
from django.utils import timezone
from wagtail.models import Revision

from reseau.people.members.models.member import Member
from ressources.authoring.writing.form_data import shown_data
from ressources.authoring.writing.form_of_kind import FORMS
from ressources.authoring.writing.services.kept_texts import create_kept_text
from ressources.review.versions.base_version import BaseVersion
from ressources.review.versions.services import name_version
from ressources.sheets.content import WorkshopContent
from ressources.sheets.enums import SheetKind
from ressources.sheets.models.sheet import Sheet
from ressources.sheets.services.drafts import save_draft

SENT = "Envoyée en relecture"
NO_CARD = "Téléphone sans carte mémoire : un câble, ou l’envoi à soi-même par courriel, photo par photo."
LONGER = "Prévoir dix minutes de plus pour peser les images"
TABLET = "Sur tablette, passez par la galerie : l’outil s’appelle « Rogner »."


def build_versions(sheet: Sheet, *, author: Member) -> None:
    """Build three versions, the first with a name, and an unsaved text of `author`."""
    name_version(revision=sheet.latest_revision, by=author, name=SENT)
    content = sheet.latest_content
    steps = tuple(
        replace(step, minutes=step.minutes + 10) if "peser" in step.title.casefold() else step for step in content.steps
    )
    corrected_content = replace(content, tips=f"{content.tips}\n{NO_CARD}")
    for data in (corrected_content, replace(corrected_content, steps=steps)):
        sheet = _save(sheet, data, by=author)
    name_version(revision=sheet.latest_revision, by=author, name=LONGER)
    _spread_over_days(sheet)
    _keep_unsaved_text(sheet, replace(sheet.latest_content, tips=f"{corrected_content.tips}\n{TABLET}"), by=author)


def _save(sheet: Sheet, data: WorkshopContent, *, by: Member) -> Sheet:
    return save_draft(page=sheet, by=by, data=data, base_revision=sheet.latest_revision_id)


def _spread_over_days(sheet: Sheet) -> None:
    """Spread the versions over days, the last one today."""
    for days, revision in enumerate(sheet.revisions.order_by("-pk")):
        if days:
            Revision.objects.filter(pk=revision.pk).update(created_at=timezone.now() - timedelta(days=days))


def _keep_unsaved_text(sheet: Sheet, data: WorkshopContent, *, by: Member) -> None:
    form_data = QueryDict(mutable=True)
    for name, values in shown_data(FORMS[SheetKind.WORKSHOP](content=data)).items():
        form_data.setlist(name, values)
    form_data["base"] = str(BaseVersion.latest_of(sheet))
    create_kept_text(member=by, form=SheetKind.WORKSHOP, sheet=sheet, form_data=form_data, window="demo")
