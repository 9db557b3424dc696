"""Scans of a batch: added, read by those who key it, destroyed."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST, require_safe
from django.views.generic import FormView

from enquetes.fieldwork.paper.forms import SheetScanForm
from enquetes.fieldwork.paper.models.batch import PaperBatch
from enquetes.fieldwork.paper.models.scan import SheetScan
from enquetes.fieldwork.paper.permissions import may_decide
from enquetes.fieldwork.paper.services.scans import destroy_scan, keep_scan
from enquetes.fieldwork.paper.views.batches import find_batch
from reseau.documents.files.serving import ServedFile, send
from reseau.permissions import network_required, required
from reseau.web.refusals import refusals_as_messages, refusals_in


@method_decorator(network_required, name="dispatch")
class ScansView(FormView):
    """The scans of a batch, and a form to add one."""

    template_name = "enquetes/fieldwork/paper/scans.html"
    form_class = SheetScanForm

    def dispatch(self, request, *args, **kwargs):
        self.batch = find_batch(request.user, kwargs["slug"], kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs) -> dict:
        scans = self.batch.scans.select_related("added_by", "batch__campaign")
        context = {"batch": self.batch, "scans": scans, "may_destroy": may_decide(self.request.user)}
        return super().get_context_data(**context, **kwargs)

    def form_valid(self, form: SheetScanForm) -> HttpResponse:
        with refusals_in(form):
            keep_scan(batch=self.batch, by=self.request.user, **form.cleaned_data)
            messages.success(self.request, "Ces feuilles sont gardées.")
            return redirect("enquetes:sheet_scans", self.kwargs["slug"], self.batch.pk)
        return self.form_invalid(form)


@network_required
@require_safe
def sheet_scan(request: HttpRequest, slug: str, pk: int, scan: int) -> HttpResponseBase:
    """The file, for those who key the batch."""
    scan = find_scan(request.user, slug, pk, scan)
    return send(request, ServedFile(scan.file, scan.file_name, scan.media_type, scan.added))


@required(may_decide)
@require_POST
def drop_scan(request: HttpRequest, slug: str, pk: int, scan: int) -> HttpResponse:
    """Destroy a scan before its day."""
    scan = find_scan(request.user, slug, pk, scan)
    with refusals_as_messages(request):
        destroy_scan(scan=scan)
        messages.success(request, "Le fichier est détruit.")
    return redirect("enquetes:sheet_scans", slug, pk)


def find_scan(user, slug: str, pk: int, scan: int) -> SheetScan:
    """Return a scan that is not destroyed, of a batch that the user may read. Raises Http404."""
    scans = SheetScan.objects.filter(batch__in=PaperBatch.objects.visible_to(user), destroyed_on=None)
    return get_object_or_404(scans.select_related("batch__campaign"), batch__campaign__slug=slug, batch=pk, pk=scan)
