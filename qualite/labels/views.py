"""Papers of the charter: the label, for everybody while it is in force; the file, for those who may read it."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from qualite.decisions.models import QualityLabel
from qualite.labels.papers import file_paper, label_paper
from qualite.self_assessment.enums import FileStage
from qualite.self_assessment.models.assessment import Assessment
from reseau.papers.responses import paper_response
from reseau.permissions import network_required


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
