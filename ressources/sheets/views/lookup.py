"""Finding the sheet that an address names, for somebody who may do something with it: otherwise, 404."""

from collections.abc import Callable

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from b2i.frameworks.models.framework import Skill
from ressources.files.models.attachment import Attachment
from ressources.files.models.picture import Picture
from ressources.files.models.sheet_file import SheetFile, SheetFileQuerySet
from ressources.sheets.content import SheetContent
from ressources.sheets.models.sheet import Sheet
from ressources.sheets.models.tag import SheetTag


def kind_of(sheets: QuerySet[Sheet], **named) -> type[Sheet]:
    """The class of the one of `sheets` that is `named`: each kind is then read whole, in one query of its own."""
    content_type = get_object_or_404(sheets.values_list("content_type", flat=True), **named)
    return ContentType.objects.get_for_id(content_type).model_class()


def sheet_for(user, pk: int, allowed: Callable) -> Sheet:
    """The sheet, its last version joined, if `allowed(user, sheet)`."""
    sheets = kind_of(Sheet.objects.all(), pk=pk).objects.with_state().with_open_remarks()
    return _allowed(user, sheets.select_related("owner", "latest_revision__user"), pk, allowed)


def desk_for(user, pk: int, allowed: Callable) -> Sheet:
    """The same where it is written or reviewed, with all that these pages show of it."""
    return _allowed(user, kind_of(Sheet.objects.all(), pk=pk).objects.with_state().with_desk(), pk, allowed)


def _allowed(user, sheets: QuerySet[Sheet], pk: int, allowed: Callable) -> Sheet:
    sheet = get_object_or_404(sheets, pk=pk)
    if not allowed(user, sheet):
        raise Http404
    return sheet


def readable_sheet_for(user, pk: int, allowed: Callable = lambda user, sheet: True) -> Sheet:
    """The published sheet, of whatever kind, that `user` may read, if `allowed(user, sheet)`."""
    sheet = get_object_or_404(Sheet.objects.visible_to(user), pk=pk)
    if not allowed(user, sheet):
        raise Http404
    return sheet


def pressed_key(request: HttpRequest, name: str) -> int:
    """The key that the pressed button called `name` carries; 404 for what is no key."""
    key = request.POST.get(name, "")
    if not key.isdecimal() or len(key) > 9:
        raise Http404
    return int(key)


def draft_context(sheet: Sheet) -> dict:
    """What the body of a sheet shows of its last version (`ressources/sheets/_body.html`)."""
    return body_context(sheet.latest_content, sheet) | {"page": sheet}


def body_context(content: SheetContent, sheet: Sheet | None = None) -> dict:
    """The body of a sheet that says `content`, wherever it is kept, with the files and pictures of `sheet`."""
    return {
        "content": content,
        "skills": Skill.objects.filter(pk__in=content.skills).select_related("domain__framework"),
        "tags": [SheetTag(name=name) for name in content.tags],
        "attachments": sheet.shown(Attachment, "file_rows", SheetFileQuerySet.harmless) if sheet else (),
        "pictures": sheet.shown(Picture, "picture_rows", SheetFileQuerySet.harmless) if sheet else (),
    }


def source_for(request: HttpRequest, model: type[SheetFile]) -> SheetFile:
    """The file of another sheet that a form names as `source`, if the person may see it there."""
    key = request.POST.get("source", "")
    if not key.isdecimal():
        raise Http404
    return get_object_or_404(model.objects.visible_to(request.user), pk=key)
