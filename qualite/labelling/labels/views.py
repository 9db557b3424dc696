"""Papers of the charter: the label, for everybody while it is in force; the file, for its readers. Withdrawals."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_safe
from django.views.generic import ListView

from qualite.labelling.enums import FileStage
from qualite.labelling.labels.forms import LabelWithdrawalForm
from qualite.labelling.labels.models import QualityLabel
from qualite.labelling.labels.papers import file_paper, label_paper
from qualite.labelling.labels.permissions import may_withdraw
from qualite.labelling.self_assessment.models.assessment import Assessment
from reseau.documents.papers.responses import paper_response
from reseau.permissions import coordinator_required, network_required
from reseau.texts.french_order import Folded
from reseau.web.service_forms import ServiceFormView


@login_not_required
@require_safe
def label_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The label on paper: to everybody while it is in force, to members of the network afterwards."""
    labels = QualityLabel.objects.visible_to(request.user).with_decision()
    label = get_object_or_404(labels.filter(epm__is_open=True), pk=pk)
    return paper_response(request, label_paper(label), name=f"label-{label.epm.slug}.pdf")


@network_required
@require_safe
def file_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """A submitted file on paper."""
    files = Assessment.objects.visible_to(request.user).with_outcome().exclude(stage=FileStage.DRAFT)
    assessment = get_object_or_404(files.prefetch_related("charter__axes__criteria"), pk=pk)
    return paper_response(request, file_paper(assessment), name=f"dossier-charte-{assessment.epm.slug}.pdf")


@method_decorator(coordinator_required, name="dispatch")
class LabelWithdrawalView(ServiceFormView):
    """The page where the coordination withdraws a label."""

    template_name = "qualite/labelling/labels/withdrawal.html"
    form_class = LabelWithdrawalForm

    def dispatch(self, request, *args, **kwargs):
        labels = QualityLabel.objects.with_decision().select_related("decision__assessment")
        self.label = get_object_or_404(labels, pk=kwargs["pk"])
        if not may_withdraw(request.user, self.label):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(label=self.label, **kwargs)

    def done(self, form: LabelWithdrawalForm) -> HttpResponse:
        form.save(label=self.label, by=self.request.user)
        messages.success(self.request, "Le label est retiré\u00a0: l’équipe du lieu est prévenue.")
        return redirect(self.label.decision.assessment)


@method_decorator(login_not_required, name="dispatch")
class LabelledPlacesView(ListView):
    """The places whose label is in force, in the order of their names. Public."""

    template_name = "qualite/labelling/labels/places.html"
    context_object_name = "labels"
    paginate_by = 30

    def get_queryset(self) -> QuerySet[QualityLabel]:
        visible = QualityLabel.objects.visible_to(self.request.user).in_force()
        return visible.filter(epm__is_open=True).with_place().order_by(Folded("epm__name"), "pk")
