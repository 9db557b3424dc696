"""The public catalogue at its fixed URLs, served by Wagtail's pages, found by one query each; files of trainings."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.http import require_POST, require_safe

from formation.offer.catalogue import services
from formation.offer.catalogue.forms import KitFileForm
from formation.offer.catalogue.models.catalogue import CataloguePage
from formation.offer.catalogue.models.kit_file import KitFile
from formation.offer.catalogue.models.training import TrainingPage
from reseau.documents.files.accessibility import remark_on
from reseau.documents.files.serving import ServedFile, send
from reseau.permissions import coordinator_required
from reseau.web.live_pages import live_pages
from reseau.web.refusals import refusals_in


@login_not_required
@require_safe
def catalogue(request):
    page = live_pages(CataloguePage).first()
    if page is None:
        raise Http404
    return page.serve(request)


@login_not_required
@require_safe
def training(request, slug: str):
    page = get_object_or_404(TrainingPage.objects.visible_to(request.user).with_kit_files(), slug=slug)
    return page.serve(request)


@login_not_required
@require_safe
def download(request: HttpRequest, pk: int, name: str) -> HttpResponseBase:
    """Send a file. The name in the address is for people: only the key counts."""
    file = get_object_or_404(KitFile.objects.visible_to(request.user), pk=pk)
    return send(request, ServedFile(file.file, file.name, file.media_type, file.added))


@method_decorator(coordinator_required, name="dispatch")
class KitFilesView(View):
    """The files of a training, published or not, and the upload form."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        return self.render(get_object_or_404(TrainingPage, slug=slug), KitFileForm())

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        training = get_object_or_404(TrainingPage, slug=slug)
        form = KitFileForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.render(training, form)
        file, name = form.cleaned_data["file"], form.cleaned_data["name"]
        with refusals_in(form, "file"):
            kit_file = services.attach_kit_file(training=training, by=request.user, file=file, name=name)
            messages.success(request, f"Le fichier «\u00a0{kit_file}\u00a0» est joint à la formation.")
            if remark := remark_on(file, kind=kit_file.kind):
                messages.warning(request, remark)
            return redirect("formation:kit_files", training.slug)
        return self.render(training, form)

    def render(self, training: TrainingPage, form: KitFileForm) -> HttpResponse:
        files = training.kit_files.select_related("added_by")
        context = {"training": training, "kit_files": files, "form": form}
        return render(self.request, "formation/offer/catalogue/kit_files.html", context)


@coordinator_required
@require_POST
def detach(request: HttpRequest, pk: int) -> HttpResponse:
    kit_file = get_object_or_404(KitFile.objects.select_related("training"), pk=pk)
    services.detach_kit_file(kit_file=kit_file)
    messages.success(request, f"Le fichier «\u00a0{kit_file}\u00a0» n’est plus joint à la formation.")
    return redirect("formation:kit_files", kit_file.training.slug)
