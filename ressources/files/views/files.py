"""Files of a sheet: joined and removed by those who may edit it, downloaded by its readers."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.http import require_POST, require_safe

from reseau.documents.files.accessibility import remark_on
from reseau.documents.files.serving import ServedFile, send
from reseau.permissions import network_required
from reseau.web.refusals import refusals_as_messages, refusals_in
from ressources.files.forms import AttachmentForm
from ressources.files.models.attachment import Attachment
from ressources.files.models.sheet_file import SheetFile
from ressources.files.services import attachments, duplicates
from ressources.permissions import may_edit
from ressources.sheets.models.sheet import Sheet
from ressources.sheets.views import sheet_for


@method_decorator(network_required, name="dispatch")
class FilesView(View):
    """The files of a sheet, the state of their reading, and the upload form."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.render(sheet_for(request.user, pk, may_edit), AttachmentForm())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        sheet = sheet_for(request.user, pk, may_edit)
        form = AttachmentForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.render(sheet, form)
        file, name = form.cleaned_data["file"], form.cleaned_data["name"]
        copies = duplicates.find_elsewhere(model=Attachment, sheet=sheet, by=request.user, file=file)
        if copies:
            return self.render(sheet, form, copies=copies)
        with refusals_in(form, "file"):
            attachment = attachments.attach(sheet=sheet, by=request.user, file=file, name=name)
            messages.success(request, f"Le fichier « {attachment} » est joint à la fiche.")
            if remark := remark_on(file, kind=attachment.kind):
                messages.warning(request, remark)
            return redirect("ressources:files", pk)
        return self.render(sheet, form, is_picture=form.has_error("file", attachments.IS_A_PICTURE))

    def render(self, sheet: Sheet, form: AttachmentForm, **context) -> HttpResponse:
        files = sheet.attachments.without_text().select_related("added_by")
        context |= {"sheet": sheet, "attachments": files, "form": form}
        return render(self.request, "ressources/files/files.html", context)


@network_required
@require_POST
def reuse(request: HttpRequest, pk: int) -> HttpResponse:
    """Join a file of another sheet, shared or copied."""
    sheet = sheet_for(request.user, pk, may_edit)
    source = source_for(request, Attachment)
    name = duplicates.name_to_show(attachment=source, name=request.POST.get("name", ""))
    with refusals_as_messages(request):
        attachment = duplicates.reuse(
            source=source, sheet=sheet, by=request.user, own_copy="own_copy" in request.POST, name=name
        )
        messages.success(request, f"Le fichier « {attachment} » est joint à la fiche.")
    return redirect("ressources:files", pk)


@network_required
@require_POST
def detach(request: HttpRequest, pk: int) -> HttpResponse:
    attachment = get_object_or_404(Attachment.objects.without_text(), pk=pk)
    sheet = sheet_for(request.user, attachment.sheet_id, may_edit)
    attachments.detach(attachment=attachment)
    messages.success(request, f"Le fichier « {attachment} » n’est plus joint à la fiche.")
    return redirect("ressources:files", sheet.pk)


@login_not_required
@require_safe
def download(request: HttpRequest, pk: int, name: str) -> HttpResponseBase:
    """Send the file. The name in the address is for people: only the key counts."""
    attachment = get_object_or_404(Attachment.objects.without_text().visible_to(request.user), pk=pk)
    return send(request, ServedFile(attachment.file, attachment.name, attachment.media_type, attachment.added))


def source_for(request: HttpRequest, model: type[SheetFile]) -> SheetFile:
    """Return the file of another sheet that a form names as `source`. Raises `Http404` if it is not visible there."""
    key = request.POST.get("source", "")
    if not key.isdecimal():
        raise Http404
    return get_object_or_404(model.objects.visible_to(request.user), pk=key)
