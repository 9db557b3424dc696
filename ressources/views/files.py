"""Files of a sheet: joined and removed by whoever may edit it, fetched by whoever may read it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.http import require_POST, require_safe

from reseau.permissions import network_required
from ressources import services
from ressources.forms import AttachmentForm
from ressources.models import Attachment, Sheet
from ressources.permissions import may_edit
from ressources.views.finding import sheet_for


@method_decorator(network_required, name="dispatch")
class FilesView(View):
    """The files of a sheet, how far each was read, and the form to join one more."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.render(sheet_for(request.user, pk, may_edit), AttachmentForm())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        sheet = sheet_for(request.user, pk, may_edit)
        form = AttachmentForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.render(sheet, form)
        file, name = form.cleaned_data["file"], form.cleaned_data["name"]
        try:
            attachment = services.attach(sheet=sheet, by=request.user, file=file, name=name)
        except services.AttachmentError as error:
            form.add_error("file", str(error))
            return self.render(sheet, form)
        messages.success(request, f"Le fichier « {attachment} » est joint à la fiche.")
        return redirect("ressources:files", pk)

    def render(self, sheet: Sheet, form: AttachmentForm) -> HttpResponse:
        files = sheet.attachments.listed().select_related("added_by")
        return render(self.request, "ressources/files.html", {"sheet": sheet, "attachments": files, "form": form})


@network_required
@require_POST
def detach(request: HttpRequest, pk: int) -> HttpResponse:
    attachment = get_object_or_404(Attachment.objects.listed().visible_to(request.user), pk=pk)
    sheet = sheet_for(request.user, attachment.sheet_id, may_edit)
    services.detach(attachment=attachment)
    messages.success(request, f"Le fichier « {attachment} » n’est plus joint à la fiche.")
    return redirect("ressources:files", sheet.pk)


@login_not_required
@require_safe
def download(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """The file itself, to be saved; a browser that would show it after all runs nothing of it.

    The name in the address is for people: the key alone says which file.
    """
    attachment = get_object_or_404(Attachment.objects.listed().visible_to(request.user), pk=pk)
    try:
        content = attachment.file.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    headers = {
        "Content-Length": str(attachment.size),
        # Compressed already, all but texts: a second time would hide the length, hence how much is left to fetch.
        "Content-Encoding": "identity",
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-cache",
    }
    return FileResponse(
        content, as_attachment=True, filename=attachment.name, content_type=attachment.media_type, headers=headers
    )
