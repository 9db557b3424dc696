"""Finding the sheet that an address names, for somebody who may do something with it: otherwise, 404."""

from collections.abc import Callable

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from b2i.models import Skill
from ressources.models import SheetTag, WorkshopPage


def sheets_with_draft() -> QuerySet[WorkshopPage]:
    return WorkshopPage.objects.with_state().select_related("owner", "latest_revision__user")


def sheet_for(user, pk: int, allowed: Callable) -> WorkshopPage:
    """The sheet, its last version joined, if `allowed(user, sheet)`."""
    sheet = get_object_or_404(sheets_with_draft(), pk=pk)
    if not allowed(user, sheet):
        raise Http404
    return sheet


def draft_context(sheet: WorkshopPage) -> dict:
    """What the body of a sheet shows of its last version (`ressources/_body.html`)."""
    content = sheet.latest_content
    return {
        "page": sheet,
        "content": content,
        "skills": Skill.objects.filter(pk__in=content.skills).select_related("domain__framework"),
        "tags": [SheetTag(name=name) for name in content.tags],
        "attachments": sheet.attachments.listed(),
    }
