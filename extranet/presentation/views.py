"""Pictures of pages, in the sizes that Wagtail has drawn; for everybody."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe
from wagtail.images.models import Rendition

from reseau.files.serving import ServedFile, send

FOLDER = "images"
# A name is never given to another picture (`forms`).
KEPT_FOR = 30 * 24 * 3600


@login_not_required
@require_safe
def page_picture(request: HttpRequest, name: str) -> HttpResponseBase:
    """Send a size of a picture, never the file that somebody uploaded."""
    rendition = get_object_or_404(Rendition.objects.select_related("image"), file=f"{FOLDER}/{name}")
    media_type = {"png": "image/png", "webp": "image/webp"}.get(name.rpartition(".")[2], "image/jpeg")
    return send(
        request,
        ServedFile(
            rendition.file, name, media_type, rendition.image.created_at, as_attachment=False, kept_for=KEPT_FOR
        ),
    )
