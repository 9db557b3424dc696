"""Deleting a draft: what is lost, a confirmation, then nothing of it is left."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.views import View

from reseau.permissions import network_required
from reseau.web.refusals import refusals_as_messages
from ressources.authoring.writing.services.deletion import delete_draft
from ressources.sheets.permissions import may_delete
from ressources.sheets.views import sheet_for


@method_decorator(network_required, name="dispatch")
class DeleteDraftView(View):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        sheet = sheet_for(request.user, pk, may_delete)
        lost = {
            "versions": sheet.revisions.count(),
            "pictures": sheet.pictures.count(),
            "attachments": sheet.attachments.without_text(),
            "remarks": sheet.remarks.count(),
        }
        return render(request, "ressources/authoring/writing/delete.html", {"sheet": sheet, **lost})

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        sheet = sheet_for(request.user, pk, may_delete)
        with refusals_as_messages(request):
            delete_draft(page=sheet, by=request.user)
            messages.success(request, f"Le brouillon «\u00a0{sheet.draft_title}\u00a0» est supprimé.")
        return redirect("ressources:mine")
