"""Buttons of a sheet that keep it as a favourite and thank its authors."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from reseau.permissions import network_required
from reseau.web.refusals import refusals_as_messages
from ressources.library.readers.models.favourite import Favourite
from ressources.library.readers.services import favourites
from ressources.sheets.models.sheet import Sheet
from ressources.sheets.permissions import may_write_to_author
from ressources.sheets.views.sheet_lookup import readable_sheet_for

# Each button sends the wanted state: pressed twice, it does not undo itself.
NO = "non"


@network_required
@require_POST
def favourite(request: HttpRequest, pk: int) -> HttpResponse:
    """Add or remove a favourite; a withdrawn sheet is removed from the page of favourites."""
    if request.POST.get("keep") == NO:
        kept_favourite = get_object_or_404(Favourite.objects.visible_to(request.user).select_related("sheet"), sheet=pk)
        favourites.drop_favourite(sheet=kept_favourite.sheet, by=request.user)
        messages.success(request, f"« {kept_favourite.sheet.title} » n’est plus dans vos favoris.")
        is_from_sheet = "list" not in request.POST and kept_favourite.sheet.is_visible_to(request.user)
        return redirect(kept_favourite.sheet) if is_from_sheet else redirect("ressources:favourites")
    sheet = readable_sheet_for(request.user, pk)
    favourites.keep_favourite(sheet=sheet, by=request.user)
    messages.success(request, "La fiche est gardée. Vous la retrouverez dans « Mes favoris ».")
    return redirect(sheet)


@network_required
@require_POST
def thank(request: HttpRequest, pk: int) -> HttpResponse:
    sheet: Sheet = readable_sheet_for(request.user, pk, may_write_to_author)
    if request.POST.get("thank") == NO:
        favourites.take_back_thanks(sheet=sheet, by=request.user)
        messages.success(request, "Votre merci est repris.")
    else:
        with refusals_as_messages(request):
            favourites.thank(sheet=sheet, by=request.user)
            messages.success(request, "Merci transmis : l’auteur de la fiche le saura.")
    return redirect(sheet)
