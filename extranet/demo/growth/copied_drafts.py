"""Drafts of copied sheets: a revision holds the page as text, with the keys of the page and of what belongs to it."""

from wagtail.models import Revision

from ressources.sheets.models.sheet import Sheet

TOGETHER = 500
OWN_KEYS = ("pk", "page_ptr", "sheet_ptr")
# Columns by which rows of a sheet name it.
OF_A_CHILD = ("page", "sheet", "content_object")
OF_THE_PAGE = ("path", "title", "draft_title", "slug", "url_path")


def rewrite_drafts(*, limit: int) -> None:
    """Rewrite the drafts of sheets whose key is above `limit`, the highest one of an original."""
    sheets = Sheet.objects.filter(pk__gt=limit, live=False).order_by("pk")
    keys = list(sheets.values_list("pk", flat=True))
    for start in range(0, len(keys), TOGETHER):
        together = sheets.filter(pk__in=keys[start : start + TOGETHER])
        by_key = {str(sheet.pk): sheet for sheet in together}
        drafts = list(Revision.objects.filter(object_id__in=by_key, base_content_type__model="page"))
        for draft in drafts:
            draft.content = content_of_copy(draft.content, by_key[draft.object_id])
        Revision.objects.bulk_update(drafts, ["content"])


def content_of_copy(content: dict, sheet: Sheet) -> dict:
    """Return the content with the keys of `sheet`; its steps and tags are new rows, which get theirs when published."""
    original = content["pk"]
    copied = content | {name: sheet.pk for name in OWN_KEYS if name in content}
    copied |= {name: getattr(sheet, name) for name in OF_THE_PAGE}
    copied |= {"owner": sheet.owner_id, "epm": sheet.epm_id, "translation_key": str(sheet.translation_key)}
    for name, value in content.items():
        if isinstance(value, list) and value and isinstance(value[0], dict) and "pk" in value[0]:
            copied[name] = [_child_of_copy(child, original, sheet.pk) for child in value]
    return copied


def _child_of_copy(child: dict, original: int, key: int) -> dict:
    """Return the row without its key, and with `key` where it names its page."""
    return {name: key if name in OF_A_CHILD and value == original else value for name, value in child.items()} | {
        "pk": None
    }
