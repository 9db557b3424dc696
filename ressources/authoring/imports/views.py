"""Importing documents: the upload form, then a page with the progress and the outcome of each file."""

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views import View
from django.views.generic import DetailView

from reseau.permissions import network_required
from reseau.places.models.epm import EPM
from reseau.web.refusals import refusals_in
from ressources.authoring.imports import services as imports
from ressources.authoring.imports.forms import ImportForm
from ressources.authoring.imports.models import ImportBatch
from ressources.authoring.imports.tasks import enqueue_reading
from ressources.permissions import epms_to_write_from
from ressources.sheets.models.sheet import Sheet

SHOWN = 10


@method_decorator(network_required, name="dispatch")
class ImportView(View):
    """The form, and my earlier imports."""

    @cached_property
    def epms(self) -> QuerySet[EPM]:
        epms = epms_to_write_from(self.request.user)
        if not epms:
            raise Http404
        return epms

    def form(self, *data) -> ImportForm:
        return ImportForm(*data, epms=self.epms, epm=self.request.user.main_position.epm)

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.render(self.form())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = self.form(request.POST, request.FILES)
        if not form.is_valid():
            return self.render(form)
        epm = form.cleaned_data.get("epm") or self.epms[0]
        with refusals_in(form, "files"):
            batch = imports.open_import(by=request.user, epm=epm, files=form.cleaned_data["files"])
            enqueue_reading(batch)
            return redirect(batch)
        return self.render(form)

    def render(self, form: ImportForm) -> HttpResponse:
        batches = ImportBatch.objects.visible_to(self.request.user).with_progress()[:SHOWN]
        return render(self.request, "ressources/authoring/imports/import.html", {"form": form, "batches": batches})


@method_decorator(network_required, name="dispatch")
class ImportBatchView(DetailView):
    """The progress of an import, and its report, file by file."""

    template_name = "ressources/authoring/imports/import_batch.html"
    context_object_name = "batch"

    def get_queryset(self) -> QuerySet[ImportBatch]:
        return ImportBatch.objects.visible_to(self.request.user).with_progress().select_related("epm")

    def get_context_data(self, **kwargs) -> dict:
        lines = list(self.object.files.select_related("sheet"))
        queryset = Sheet.objects.filter(pk__in={line.sheet_id for line in lines if line.sheet_id})
        sheets = set(queryset.openable_by(self.request.user).values_list("pk", flat=True))
        return super().get_context_data(
            lines=[(line, line.sheet if line.sheet_id in sheets else None) for line in lines],
            done=self.object.total - self.object.waiting,
            **kwargs,
        )
