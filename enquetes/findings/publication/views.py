"""Results for visitors, and the page where the coordination publishes them or takes them back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST, require_safe
from django.views.generic import FormView, ListView

from enquetes.findings.open_data.models import PublishedOpenData
from enquetes.findings.publication.forms import PublicationForm
from enquetes.findings.publication.models import PublishedResults
from enquetes.findings.publication.published_parts import published_parts
from enquetes.findings.publication.services import publish_results, unpublish_results
from enquetes.findings.report.campaign_report import named_sections
from enquetes.findings.results.access import find_campaign
from questionnaires.questions.outline import outline_of
from reseau.permissions import coordinator_required
from reseau.web.refusals import refusals_as_messages, refusals_in


@method_decorator(login_not_required, name="dispatch")
class PublicResultsListView(ListView):
    """Surveys whose results are published, the last first."""

    template_name = "enquetes/findings/publication/public_list.html"
    context_object_name = "every_published"
    paginate_by = 30

    def get_queryset(self) -> QuerySet[PublishedResults]:
        return PublishedResults.objects.select_related("campaign").defer("content")


@login_not_required
@require_safe
def public_results(request: HttpRequest, slug: str) -> HttpResponse:
    """One part of published results. No filter: nothing can be compared that was not published."""
    published = get_object_or_404(PublishedResults.objects.select_related("campaign"), campaign__slug=slug)
    parts = published_parts(published.content)
    rank = request.GET.get("partie", "")
    part = next((each for each in parts if str(each.rank) == rank), parts[0])
    context = {
        "published": published,
        "campaign": published.campaign,
        "parts": parts,
        "part": part,
        "has_open_data": PublishedOpenData.objects.filter(campaign=published.campaign_id).exists(),
    }
    return render(request, "enquetes/findings/publication/public_results.html", context)


@method_decorator(coordinator_required, name="dispatch")
class PublicationView(FormView):
    """Choose sections and publish them as they are today."""

    template_name = "enquetes/findings/publication/publication.html"
    form_class = PublicationForm

    def dispatch(self, request, *args, **kwargs):
        self.campaign = find_campaign(kwargs["slug"])
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict:
        return super().get_form_kwargs() | {"sections": named_sections(outline_of(self.campaign.version))}

    def get_context_data(self, **kwargs) -> dict:
        published = PublishedResults.objects.filter(campaign=self.campaign).defer("content").first()
        return super().get_context_data(campaign=self.campaign, published=published, **kwargs)

    def form_valid(self, form: PublicationForm) -> HttpResponse:
        with refusals_in(form):
            published = publish_results(
                campaign=self.campaign, sections=form.cleaned_data["sections"], by=self.request.user
            )
            messages.success(self.request, "Les résultats sont publiés. Voici ce que tout le monde lit.")
            return redirect(published)
        return self.form_invalid(form)


@coordinator_required
@require_POST
def unpublish(request: HttpRequest, slug: str) -> HttpResponse:
    """Take published results back."""
    campaign = find_campaign(slug)
    with refusals_as_messages(request):
        unpublish_results(campaign=campaign)
        messages.success(request, "Les résultats ne sont plus publics.")
    return redirect("enquetes:publication", slug)
