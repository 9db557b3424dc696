"""Pictures of pages, in the sizes that Wagtail has drawn; the public figures as open data. For everybody."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import conditional_page, require_safe
from wagtail.images.models import Rendition

from extranet.public.presentation.open_figures import COLUMNS, LICENCE, all_counted, figures_csv, table_schema
from reseau.documents.files.serving import ServedFile, send

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


@login_not_required
@require_safe
def open_figures(request: HttpRequest) -> HttpResponse:
    """What the public figures are, and the files to take."""
    context = {"figures": all_counted(), "columns": COLUMNS, "licence": LICENCE, "day": timezone.localdate()}
    return render(request, "extranet/public/presentation/open_figures.html", context)


@login_not_required
@require_safe
@conditional_page
def open_figures_csv(request: HttpRequest) -> HttpResponse:
    """The figures of today as a table; any page may read it."""
    day = timezone.localdate()
    headers = {
        "Content-Disposition": f'attachment; filename="{day}_chiffres-du-reseau.csv"',
        "Access-Control-Allow-Origin": "*",
    }
    return HttpResponse(figures_csv(all_counted(), day=day), content_type="text/csv; charset=utf-8", headers=headers)


@login_not_required
@require_safe
@conditional_page
def open_figures_schema(request: HttpRequest) -> JsonResponse:
    return JsonResponse(table_schema(), headers={"Access-Control-Allow-Origin": "*"})
