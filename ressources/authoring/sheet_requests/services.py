"""Request a sheet, support a request, take it up, give it back, close it."""

from dataclasses import replace

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Greatest
from django.utils import timezone

from reseau.people.members.models.member import Member
from reseau.places.models.epm import EPM
from reseau.texts.elision import of
from ressources.authoring.sheet_requests.map_cell import MapCell, filled_cells
from ressources.authoring.sheet_requests.models import SheetRequest, request_key
from ressources.authoring.sheet_requests.notices import notify_answered
from ressources.sheets.composed_draft import TITLE_LENGTH, Composition
from ressources.sheets.models.sheet import Sheet
from ressources.sheets.services.drafts import create_draft


@transaction.atomic
def request_sheet(*, words: str, by: Member, searches: int = 0, cell: MapCell | None = None) -> SheetRequest:
    """Add the voice of `by` to the open request with these words, made if there is none.

    `cell`: the one of the coverage map that the sheet would fill; a request that has one already keeps it.
    Raises ValidationError without words.
    """
    words = " ".join(words.split())
    if not words:
        raise ValidationError("Dites en quelques mots de quoi la fiche parlerait.")
    if len(words) > TITLE_LENGTH:
        raise ValidationError(f"Dites-le en {TITLE_LENGTH}\u00a0signes au plus.")
    defaults = {"words": words[:1].upper() + words[1:], "searches": searches}
    sheet_request, _ = SheetRequest.objects.get_or_create(key=request_key(words), closed_at=None, defaults=defaults)
    same = SheetRequest.objects.filter(pk=sheet_request.pk)
    same.update(searches=Greatest("searches", searches))
    if cell:
        same.filter(skill=None, level="").update(skill=cell.skill, level=cell.level)
    sheet_request.supporters.add(by)
    return sheet_request


@transaction.atomic
def set_support(*, sheet_request: SheetRequest, by: Member, is_wanted: bool) -> None:
    """Add or remove the voice of `by`. A request that nobody wants or writes any more is deleted."""
    if is_wanted:
        sheet_request.supporters.add(by)
        return
    sheet_request.supporters.remove(by)
    if sheet_request.sheet_id is None and not sheet_request.searches and not sheet_request.supporters.exists():
        sheet_request.delete()


@transaction.atomic
def take_up(*, sheet_request: SheetRequest, by: Member, epm: EPM) -> Sheet:
    """Create the draft of `by`, under the words of the request, for its skill and level.

    Raises ValidationError if somebody writes it.
    """
    locked = SheetRequest.objects.select_for_update().get(pk=sheet_request.pk)
    if locked.closed_at:
        raise ValidationError("Cette demande est close.")
    if locked.sheet_id:
        if locked.taken_by_id == by.pk:
            return locked.sheet
        raise ValidationError(f"Cette fiche est déjà entre les mains {of(locked.taken_by or 'quelqu’un')}.")
    content = Composition().content(title=locked.words)
    if locked.cell:
        content = replace(content, skills=(locked.skill_id,), level=locked.level)
    locked.sheet = create_draft(by=by, epm=epm, data=content)
    locked.taken_by = by
    locked.save()
    return locked.sheet


@transaction.atomic
def give_back(*, sheet_request: SheetRequest) -> None:
    """Let somebody else write the sheet. The draft stays with its author."""
    SheetRequest.objects.filter(pk=sheet_request.pk, closed_at=None).update(sheet=None, taken_by=None)


@transaction.atomic
def close(*, sheet_request: SheetRequest) -> None:
    """Close a request that no sheet has to answer."""
    SheetRequest.objects.filter(pk=sheet_request.pk, closed_at=None).update(closed_at=timezone.now())


@transaction.atomic
def close_answered(*, sheet: Sheet, by: Member | None) -> set[int]:
    """Close the requests that `sheet`, now published, answers, and notify those who wanted it; return their keys.

    It answers the one for which it was written, and those that ask for no more than a cell of the coverage map that it
    fills, if nobody writes them.
    """
    told = set()
    of_cells = Q(sheet=None, key__in=[request_key(cell.subject) for cell in filled_cells(sheet)])
    for sheet_request in SheetRequest.objects.open().filter(Q(sheet=sheet.pk) | of_cells).select_for_update():
        supporters: list[Member] = list(sheet_request.supporters.in_network())
        close(sheet_request=sheet_request)
        notify_answered(sheet_request, sheet=sheet, members=supporters, by=by)
        told |= {supporter.pk for supporter in supporters}
    return told
