"""Finding the sheet that an address names, for a person who may do something with it. All raise `Http404` otherwise."""

from collections.abc import Callable

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from b2i.frameworks.models.framework import Skill
from reseau.texts.tags.models import Tag
from ressources.sheets.content import SheetContent
from ressources.sheets.models.joined_columns import domains_of
from ressources.sheets.models.sheet import Sheet


def kind_of(sheets: QuerySet[Sheet], **lookup) -> type[Sheet]:
    """Return the class of the sheet that `lookup` finds among `sheets`, so that one more query reads it whole."""
    content_type = get_object_or_404(sheets.values_list("content_type", flat=True), **lookup)
    return ContentType.objects.get_for_id(content_type).model_class()


def sheet_for(user, pk: int, allowed: Callable) -> Sheet:
    """Return the sheet, its last version joined, if `allowed(user, sheet)`."""
    sheets = kind_of(Sheet.objects.all(), pk=pk).objects.with_state()
    return allowed_sheet(user, sheets.select_related("owner", "latest_revision__user"), pk, allowed)


def allowed_sheet(user, sheets: QuerySet[Sheet], pk: int, allowed: Callable) -> Sheet:
    """Return the one of `sheets` of key `pk` if `allowed(user, sheet)`. Raises `Http404` otherwise."""
    sheet = get_object_or_404(sheets, pk=pk)
    if not allowed(user, sheet):
        raise Http404
    return sheet


def readable_sheet_for(user, pk: int, allowed: Callable = lambda user, sheet: True) -> Sheet:
    """Return the published sheet, of any kind, if `user` may read it and `allowed(user, sheet)`."""
    sheet = get_object_or_404(Sheet.objects.visible_to(user), pk=pk)
    if not allowed(user, sheet):
        raise Http404
    return sheet


def pressed_key(request: HttpRequest, name: str) -> int:
    """Return the key that the pressed button called `name` carries."""
    key = request.POST.get(name, "")
    if not key.isdecimal() or len(key) > 9:
        raise Http404
    return int(key)


def draft_context(sheet: Sheet) -> dict:
    """Return what the body of a sheet shows of its last version (`ressources/sheets/_body.html`)."""
    return body_context(sheet.latest_content, sheet) | {"page": sheet}


def body_context(content: SheetContent, sheet: Sheet | None = None) -> dict:
    """Return what the body of a sheet shows of `content`, with the files and pictures of `sheet`."""
    skills = Skill.objects.filter(pk__in=content.skills).select_related("domain__framework")
    pictures = list(sheet.pictures.for_authors_of(sheet)) if sheet else ()
    return {
        "content": content,
        "skills": skills,
        # The template calls it if it shows the domains, out of the rows of the skills.
        "domains": lambda: domains_of(skills),
        "tags": [Tag(name=name) for name in content.tags],
        "attachments": sheet.attachments.for_authors_of(sheet) if sheet else (),
        "run_sheet": content.run_sheet(pictures),
        "pictures": content.pictures_apart(pictures),
        "all_pictures": pictures,
    }
