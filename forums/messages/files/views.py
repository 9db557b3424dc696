"""Files of messages: kept as they are pasted or dropped, served to those who see the message."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.views.decorators.http import require_POST, require_safe

from forums.messages.files.attached_files import UPLOADS, KeptFiles
from forums.messages.files.models import LARGE, SMALL, PostFile
from reseau.documents.files.serving import ServedFile, send
from reseau.permissions import network_required

FIELDS = {LARGE: "file", SMALL: "small"}


@require_POST
@network_required
def keep(request: HttpRequest) -> HttpResponse:
    """Keep files sent while a message is written; answer their rows for its form, and what was refused."""
    kept = KeptFiles()
    for upload in request.FILES.getlist(UPLOADS):
        kept.add(upload, request.user)
    rows = [render_to_string("forums/messages/files/_kept_file.html", {"file": file}, request) for file in kept.files]
    return JsonResponse({"rows": rows, "problems": kept.problems})


@require_safe
@network_required
def download(request: HttpRequest, pk: int, name: str) -> HttpResponseBase:
    """Send a document. The name in the address is for people: only the key counts."""
    file = get_object_or_404(PostFile.objects.visible_to(request.user), pk=pk)
    return send(request, ServedFile(file.file, file.name, file.media_type, file.added))


@require_safe
@network_required
def picture(request: HttpRequest, pk: int, size: str) -> HttpResponseBase:
    file = get_object_or_404(PostFile.objects.visible_to(request.user), pk=pk)
    if not file.is_picture or size not in FIELDS:
        raise Http404
    rendition = getattr(file, FIELDS[size])
    return send(request, ServedFile(rendition, file.name, file.media_type, file.added, as_attachment=False))
