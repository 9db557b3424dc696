"""Pictures of a sheet: added, described, moved and removed by those who may edit it, seen by its readers."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.http import require_POST, require_safe

from reseau.documents.files.serving import ServedFile, send
from reseau.enums import Audience
from reseau.permissions import network_required
from reseau.web.refusals import refusals_as_messages, refusals_in
from ressources.files.forms import PictureDescriptionForm, PictureForm
from ressources.files.models.picture import MEDIA_TYPES, SIZES, Picture, extension_of
from ressources.files.services import duplicates, pictures
from ressources.files.views.files import source_for
from ressources.permissions import may_edit
from ressources.sheets.models.sheet import Sheet
from ressources.sheets.views import sheet_for

# Seconds during which a browser keeps a public picture.
KEPT_FOR = 24 * 60 * 60


@method_decorator(network_required, name="dispatch")
class PicturesView(View):
    """The pictures of a sheet in order, and the upload form."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.render(sheet_for(request.user, pk, may_edit), PictureForm())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        sheet = sheet_for(request.user, pk, may_edit)
        form = PictureForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.render(sheet, form)
        file = form.cleaned_data["file"]
        if copies := duplicates.find_elsewhere(model=Picture, sheet=sheet, by=request.user, file=file):
            return self.render(sheet, form, copies=copies)
        with refusals_in(form, "file"):
            picture = pictures.add_picture(sheet=sheet, by=request.user, file=file, **form.description)
            messages.success(request, "L’image est ajoutée à la fiche.")
            return to_picture(picture)
        return self.render(sheet, form)

    def render(self, sheet: Sheet, form: PictureForm, **context) -> HttpResponse:
        context |= {"sheet": sheet, "pictures": sheet.pictures.all(), "form": form}
        return render(self.request, "ressources/files/pictures.html", context)


@method_decorator(network_required, name="dispatch")
class PictureView(View):
    """The description of a picture, and the form that changes it."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        picture = self.picture
        initial = {name: getattr(picture, name) for name in ("alternative", "caption", "credit")}
        return self.render(picture, PictureDescriptionForm(initial=initial | {"decorative": not picture.alternative}))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        picture, form = self.picture, PictureDescriptionForm(request.POST)
        if not form.is_valid():
            return self.render(picture, form)
        pictures.describe_picture(picture=picture, **form.description)
        messages.success(request, "La description de l’image est enregistrée.")
        return to_picture(picture)

    @property
    def picture(self) -> Picture:
        return picture_for(self.request.user, self.kwargs["pk"])

    def render(self, picture: Picture, form: PictureDescriptionForm) -> HttpResponse:
        return render(
            self.request, "ressources/files/picture.html", {"picture": picture, "sheet": picture.sheet, "form": form}
        )


@network_required
@require_POST
def reuse(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a picture of another sheet, shared or copied, with the description just typed."""
    sheet = sheet_for(request.user, pk, may_edit)
    source, form = source_for(request, Picture), PictureDescriptionForm(request.POST)
    description = form.description if form.is_valid() else {}
    with refusals_as_messages(request):
        picture = duplicates.reuse(
            source=source, sheet=sheet, by=request.user, own_copy="own_copy" in request.POST, **description
        )
        messages.success(request, "L’image est ajoutée à la fiche.")
        return to_picture(picture)
    return redirect("ressources:pictures", pk)


@network_required
@require_POST
def move(request: HttpRequest, pk: int) -> HttpResponse:
    """Move a picture one place earlier or later."""
    picture = picture_for(request.user, pk)
    pictures.move_picture(picture=picture, places=-1 if "earlier" in request.POST else 1)
    return to_picture(picture)


@network_required
@require_POST
def choose_cover(request: HttpRequest, pk: int) -> HttpResponse:
    """Put the picture on the cover of its sheet, or take it off."""
    picture, is_cover = picture_for(request.user, pk), "cover" in request.POST
    with refusals_as_messages(request):
        pictures.set_cover(picture=picture, is_cover=is_cover)
        words = "L’image est en couverture de la fiche." if is_cover else "La fiche retrouve sa couverture dessinée."
        messages.success(request, words)
    return to_picture(picture)


@network_required
@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    picture = picture_for(request.user, pk)
    pictures.remove_picture(picture=picture)
    messages.success(request, "L’image n’est plus sur la fiche.")
    return redirect("ressources:pictures", picture.sheet_id)


@login_not_required
@require_safe
def show(request: HttpRequest, pk: int, size: str) -> HttpResponseBase:
    """Send the picture in one of its two sizes."""
    picture = get_object_or_404(Picture.objects.visible_to(request.user).select_related("sheet"), pk=pk)
    if size not in SIZES:
        raise Http404
    rendition = getattr(picture, SIZES[size])
    is_public = picture.sheet.live and picture.sheet.audience == Audience.PUBLIC
    return send(
        request,
        ServedFile(
            rendition,
            picture.name_of(rendition),
            MEDIA_TYPES[extension_of(rendition.name)],
            picture.added,
            as_attachment=False,
            kept_for=KEPT_FOR if is_public else 0,
        ),
    )


def picture_for(user, pk: int) -> Picture:
    """Return the picture, if the user may edit its sheet. Raises `Http404` otherwise."""
    picture = get_object_or_404(Picture, pk=pk)
    picture.sheet = sheet_for(user, picture.sheet_id, may_edit)
    return picture


def to_picture(picture: Picture) -> HttpResponse:
    """Redirect to the list, at that picture."""
    return redirect(f"{reverse('ressources:pictures', args=[picture.sheet_id])}#image-{picture.pk}")
