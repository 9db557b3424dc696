"""Pages of the impact assessment, for the coordination alone: the text, its former versions, a form, a paper."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views.decorators.http import require_safe

from extranet.public.impact_assessment.forms import ImpactAssessmentForm
from extranet.public.impact_assessment.models import ImpactAssessment
from extranet.public.impact_assessment.paper import assessment_paper
from extranet.public.impact_assessment.services import WrittenAssessment, assessed_processing, written_assessment
from reseau.documents.papers.responses import paper_response
from reseau.permissions import coordinator_required
from reseau.web.service_forms import ServiceFormView

VERSIONS_SHOWN = 50


@coordinator_required
@require_safe
def impact_assessment(request: HttpRequest, version: int | None = None) -> HttpResponse:
    written = written_assessment(version=version)
    if written is None:
        raise Http404
    others = ImpactAssessment.objects.exclude(pk=written.assessment.pk)
    context = {
        "written": written,
        "processing": assessed_processing(),
        "is_former": version is not None,
        "versions": others[:VERSIONS_SHOWN],
    }
    return render(request, "extranet/public/impact_assessment/assessment.html", context)


@method_decorator(coordinator_required, name="dispatch")
class ImpactAssessmentFormView(ServiceFormView):
    """The last text, to change; who saves says who has reviewed it."""

    template_name = "extranet/public/impact_assessment/assessment_form.html"
    form_class = ImpactAssessmentForm

    @cached_property
    def written(self) -> WrittenAssessment:
        return written_assessment()

    def get_form_kwargs(self) -> dict:
        return super().get_form_kwargs() | {"written": self.written}

    def done(self, form: ImpactAssessmentForm) -> HttpResponse:
        assessment = form.save(by=self.request.user)
        messages.success(self.request, f"La version {assessment.version} est enregistrée.")
        return redirect("impact_assessment")


@coordinator_required
@require_safe
def impact_assessment_pdf(request: HttpRequest) -> HttpResponse:
    return paper_response(request, assessment_paper(written_assessment()), name="analyse-d-impact.pdf")
