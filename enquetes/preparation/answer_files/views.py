"""Files of answers, for the coordination: written, brought, judged, counted or forgotten."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from enquetes.design.campaigns.models import Campaign
from enquetes.design.campaigns.queries import started_campaign
from enquetes.preparation.answer_files.forms import AnswerFileForm
from enquetes.preparation.answer_files.models import BroughtFile
from enquetes.preparation.answer_files.services import bring_file, confirm_file, forget_file
from enquetes.preparation.answer_files.tasks import enqueue_reading
from enquetes.preparation.answer_files.writing import answer_file_parts, dictionary_file, empty_file
from reseau.permissions import coordinator_required
from reseau.web.refusals import refusals_as_messages, refusals_in

CSV = "text/csv; charset=utf-8"
LINES_SHOWN = 40


@coordinator_required
@require_http_methods(["GET", "HEAD", "POST"])
def answer_files(request: HttpRequest, slug: str) -> HttpResponse:
    """What the file of a campaign is, and a form to bring one."""
    campaign = started_campaign(slug)
    form = AnswerFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form, "file"):
            brought = bring_file(campaign=campaign, file=form.cleaned_data["file"], by=request.user)
            enqueue_reading(brought)
            return redirect(brought)
    brought_files = campaign.brought_files.select_related("brought_by", "campaign")
    context = {"campaign": campaign, "form": form, "brought_files": brought_files}
    return render(
        request, "enquetes/preparation/answer_files/answer_files.html", context, status=422 if form.errors else 200
    )


@coordinator_required
@require_safe
def brought_file(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """What became of a file, with the lines that are refused."""
    brought = find_file(slug, pk)
    page = Paginator(brought.refused_lines.all(), LINES_SHOWN).get_page(request.GET.get("page"))
    context = {"campaign": brought.campaign, "brought": brought, "page_obj": page}
    return render(request, "enquetes/preparation/answer_files/brought_file.html", context)


@coordinator_required
@require_POST
def count_file(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    brought = find_file(slug, pk)
    with refusals_as_messages(request):
        enqueue_reading(confirm_file(brought=brought))
    return redirect(brought)


@coordinator_required
@require_POST
def drop_file(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    forget_file(brought=find_file(slug, pk))
    messages.success(request, "Ce fichier est oublié.")
    return redirect("enquetes:answer_files", slug)


@coordinator_required
@require_safe
def answers_csv(request: HttpRequest, slug: str) -> StreamingHttpResponse:
    """Every response of a campaign, those that no figure counts too."""
    campaign = started_campaign(slug)
    headers = {"Content-Disposition": f'attachment; filename="{download_name(campaign, "reponses")}"'}
    return StreamingHttpResponse(answer_file_parts(campaign), content_type=CSV, headers=headers)


@coordinator_required
@require_safe
def model_csv(request: HttpRequest, slug: str) -> HttpResponse:
    """The columns of a campaign, to be filled in."""
    campaign = started_campaign(slug)
    return _file(campaign, "modele", empty_file(campaign))


@coordinator_required
@require_safe
def dictionary_csv(request: HttpRequest, slug: str) -> HttpResponse:
    """What each column asks, and what each code says."""
    campaign = started_campaign(slug)
    return _file(campaign, "dictionnaire", dictionary_file(campaign))


def find_file(slug: str, pk: int) -> BroughtFile:
    rows = BroughtFile.objects.select_related("campaign__version__questionnaire", "brought_by")
    return get_object_or_404(rows, campaign__slug=slug, pk=pk)


def download_name(campaign: Campaign, content: str) -> str:
    """Return « jeunes-reponses-2026-11-29.csv »; the name of an invented campaign says so."""
    mark = "-donnees-de-synthese" if campaign.is_synthetic else ""
    return f"{campaign.slug}-{content}{mark}-{timezone.localdate():%Y-%m-%d}.csv"


def _file(campaign: Campaign, content: str, text: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{download_name(campaign, content)}"'}
    return HttpResponse(text, content_type=CSV, headers=headers)
