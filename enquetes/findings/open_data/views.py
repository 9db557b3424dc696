"""Open data for visitors, and the page where the coordination chooses, checks, publishes and withdraws it."""

from io import BytesIO
from typing import Any
from zipfile import ZipFile

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.decorators import method_decorator
from django.views.decorators.http import condition, require_POST, require_safe
from django.views.generic import FormView, ListView

from enquetes.findings.open_data.choice import OfferedChoices, OpenChoice
from enquetes.findings.open_data.forms import OpenDataForm
from enquetes.findings.open_data.models import PublishedOpenData
from enquetes.findings.open_data.package import LICENCE, TABLE
from enquetes.findings.open_data.published_table import mends_of, published_table, read_needed_table
from enquetes.findings.open_data.services import publish_open_data, withdraw_open_data
from enquetes.findings.results.access import find_campaign
from reseau.documents.files.file_names import size_in_words
from reseau.permissions import coordinator_required
from reseau.web.refusals import refusals_as_messages, refusals_in

ENTRIES = 12


@method_decorator(login_not_required, name="dispatch")
class OpenDataListView(ListView):
    """Surveys whose answers anybody may take, the last first."""

    template_name = "enquetes/findings/open_data/public_list.html"
    context_object_name = "every_published"
    paginate_by = 30

    def get_queryset(self) -> QuerySet[PublishedOpenData]:
        return PublishedOpenData.objects.select_related("campaign").defer("archive", "choice")


@login_not_required
@require_safe
def open_data(request: HttpRequest, slug: str) -> HttpResponse:
    """What the files hold, how people are protected, and the dictionary, some questions a page."""
    rows = PublishedOpenData.objects.select_related("campaign__published").defer(
        "archive", "campaign__published__content"
    )
    published = get_object_or_404(rows, campaign__slug=slug)
    page = Paginator(published.facts["entries"], ENTRIES).get_page(request.GET.get("page"))
    context = {
        "published": published,
        "campaign": published.campaign,
        "has_results": hasattr(published.campaign, "published"),
        "facts": published.facts,
        "sizes": {name: size_in_words(size) for name, size in published.facts["sizes"].items()},
        "licence": LICENCE,
        "page_obj": page,
    }
    return render(request, "enquetes/findings/open_data/open_data.html", context)


def _version_of(request: HttpRequest, slug: str, form: str = "") -> str | None:
    """Return the tag of the files, which changes with each publication."""
    day = PublishedOpenData.objects.filter(campaign__slug=slug).values_list("published_on", flat=True).first()
    return f'"{form}{day.timestamp():.6f}"' if day else None


@login_not_required
@require_safe
@condition(etag_func=lambda request, slug: _version_of(request, slug, "csv"))
def open_table(request: HttpRequest, slug: str) -> HttpResponse:
    """The table alone, read from the archive."""
    published = get_object_or_404(PublishedOpenData, campaign__slug=slug)
    with ZipFile(BytesIO(published.archive)) as archive:
        content = archive.read(f"{slug}/{TABLE}")
    return _file(content, "text/csv; charset=utf-8", f"{slug}.csv")


@login_not_required
@require_safe
@condition(etag_func=lambda request, slug: _version_of(request, slug, "zip"))
def open_package(request: HttpRequest, slug: str) -> HttpResponse:
    """The table with its dictionary and its method."""
    published = get_object_or_404(PublishedOpenData, campaign__slug=slug)
    return _file(bytes(published.archive), "application/zip", f"{slug}.zip")


def _file(content: bytes, media_type: str, name: str) -> HttpResponse:
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        # Any page may read open data; what is withdrawn is gone at once, what stays costs no transfer.
        "Access-Control-Allow-Origin": "*",
        "Cache-Control": "public, no-cache",
    }
    return HttpResponse(content, content_type=media_type, headers=headers)


@method_decorator(coordinator_required, name="dispatch")
class OpenDataChoiceView(FormView):
    """Choose questions, read how many people could be recognised and what would mend it, publish."""

    template_name = "enquetes/findings/open_data/choice.html"
    form_class = OpenDataForm

    def dispatch(self, request, *args, **kwargs):
        self.campaign = find_campaign(kwargs["slug"])
        self.published = PublishedOpenData.objects.filter(campaign=self.campaign).defer("archive").first()
        if self.published:
            self.published.campaign = self.campaign
        self.offered = OfferedChoices.of(self.campaign)
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        kwargs = super().get_form_kwargs() | {"offered": self.offered, "choice": self._start()}
        is_checked = self.request.method == "GET" and self.request.GET
        return kwargs | {"data": self.request.GET} if is_checked else kwargs

    def _start(self) -> OpenChoice:
        """Return what was published last, if it is still offered; or else what is proposed."""
        return OpenChoice.restored(self.published.choice) if self.published else self.offered.default()

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        context = super().get_context_data(campaign=self.campaign, published=self.published, **kwargs)
        form = context["form"]
        choice = form.choice() if form.is_bound and form.is_valid() else self._start()
        table = read_needed_table(self.campaign, self.offered, choice, whole=False)
        check = published_table(table, self.offered, choice).check(self.campaign.smallest)
        mends = [] if check.holds else mends_of(table, self.offered, choice, wanted=self.campaign.smallest)
        never = (each for each in self.offered.outline.questions if each.code not in self.offered.coded)
        texts = [each for each in never if each.kind.has_words]
        return context | {"choice": choice, "check": check, "mends": list(mends), "texts": texts}

    def form_valid(self, form: OpenDataForm) -> HttpResponse:
        if "verifier" in self.request.POST:
            query = self.request.POST.copy()
            for name in ("csrfmiddlewaretoken", "verifier", "form_key"):
                query.pop(name, None)
            return redirect(f"{self.request.path}?{query.urlencode()}#controle")
        with refusals_in(form):
            published = publish_open_data(campaign=self.campaign, choice=form.choice(), by=self.request.user)
            messages.success(self.request, "Les données sont publiées. Voici ce que tout le monde peut prendre.")
            return redirect(published)
        return self.form_invalid(form)


@coordinator_required
@require_POST
def withdraw(request: HttpRequest, slug: str) -> HttpResponse:
    """Take open data back."""
    campaign = find_campaign(slug)
    with refusals_as_messages(request):
        withdraw_open_data(campaign=campaign)
        messages.success(request, "Les données ne sont plus publiques.")
    return redirect("enquetes:open_data_choice", slug)
