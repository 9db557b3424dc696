"""Pages of the pictures of a place, for those who keep its record; the pictures themselves, for everybody."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from reseau.directory.place_pictures import services
from reseau.directory.place_pictures.enums import PictureSize
from reseau.directory.place_pictures.forms import PictureWordsForm, PlacePictureForm
from reseau.directory.place_pictures.models import PlacePicture
from reseau.documents.files.scans import MEDIA_TYPES
from reseau.documents.files.serving import ServedFile, send
from reseau.permissions import network_required
from reseau.places.permissions import kept_epm, may_edit_epm
from reseau.web.refusals import refusals_in

# Seconds during which a browser keeps a picture of an open place.
KEPT_FOR = 24 * 60 * 60


@require_http_methods(["GET", "HEAD", "POST"])
@network_required
def pictures(request: HttpRequest, slug: str) -> HttpResponse:
    """The pictures of a place in order, and the form that adds one."""
    epm = kept_epm(request.user, slug)
    form = PlacePictureForm(request.POST, request.FILES) if request.method == "POST" else PlacePictureForm()
    if form.is_bound and form.is_valid():
        with refusals_in(form, "file"):
            services.add_picture(epm=epm, by=request.user, **form.cleaned_data)
            messages.success(request, "La photo est sur la page du lieu.")
            return redirect("reseau:place_pictures", epm.slug)
    shown = list(epm.pictures.all())
    context = {"epm": epm, "form": form, "pictures": shown, "is_full": len(shown) >= services.MOST_PICTURES}
    return render(request, "reseau/directory/place_pictures/pictures.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@network_required
def describe(request: HttpRequest, pk: int) -> HttpResponse:
    picture = kept_picture(request, pk)
    initial = {name: getattr(picture, name) for name in ("alternative", "credit", "people")}
    form = PictureWordsForm(request.POST or None, initial=initial)
    if form.is_bound and form.is_valid():
        with refusals_in(form):
            services.describe_picture(picture=picture, **form.cleaned_data)
            messages.success(request, "C’est enregistré.")
            return redirect("reseau:place_pictures", picture.epm.slug)
    return render(request, "reseau/directory/place_pictures/picture_form.html", {"picture": picture, "form": form})


@require_POST
@network_required
def put_first(request: HttpRequest, pk: int) -> HttpResponse:
    picture = kept_picture(request, pk)
    services.put_first(picture=picture)
    messages.success(request, "Cette photo vient maintenant la première.")
    return redirect("reseau:place_pictures", picture.epm.slug)


@require_POST
@network_required
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    picture = kept_picture(request, pk)
    services.withdraw_picture(picture=picture)
    messages.success(request, "La photo est retirée, et effacée.")
    return redirect("reseau:place_pictures", picture.epm.slug)


@login_not_required
@require_safe
def show(request: HttpRequest, pk: int, size: str) -> HttpResponseBase:
    """Send a picture in one of its two sizes, to whoever may see the place."""
    picture = get_object_or_404(PlacePicture.objects.visible_to(request.user).select_related("epm"), pk=pk)
    if size not in PictureSize.values:
        raise Http404
    rendition = picture.file if size == PictureSize.LARGE else picture.small
    extension = rendition.name.rpartition(".")[2]
    name, kept_for = f"{picture.epm.slug}-{pk}.{extension}", KEPT_FOR if picture.epm.is_open else 0
    file = ServedFile(rendition, name, MEDIA_TYPES[extension], picture.added, as_attachment=False, kept_for=kept_for)
    return send(request, file)


def kept_picture(request: HttpRequest, pk: int) -> PlacePicture:
    """Return a picture of a place whose record the user keeps, or raise a 404."""
    pictures_seen = PlacePicture.objects.visible_to(request.user).select_related("epm__commune")
    picture = get_object_or_404(pictures_seen, pk=pk)
    if not may_edit_epm(request.user, picture.epm):
        raise Http404
    return picture
