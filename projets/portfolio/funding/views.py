"""The money of a project, line by line; boards by chantier and by funder; the file for a funder."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views.decorators.http import require_safe

from projets.portfolio.chantiers.models import Chantier
from projets.portfolio.funding.files import funder_archive, funder_board, funder_ods
from projets.portfolio.funding.forms import FunderForm, FundingLineForm, FundingReversalForm
from projets.portfolio.funding.models import Funder, FundingLine
from projets.portfolio.funding.permissions import may_keep_accounts, may_keep_funders
from projets.portfolio.funding.sums import FundingBoard, FundingRow, FundingSums, sums_by
from projets.portfolio.projects.views.project_lookup import ProjectFormView, project_for
from reseau.documents.papers.spreadsheet import MEDIA_TYPE
from reseau.permissions import network_required, required
from reseau.texts.wording import euros_in_words
from reseau.web.service_forms import ServiceFormView

keepers_of_funders = required(may_keep_funders)


@network_required
@require_safe
def project_money(request: HttpRequest, pk: int) -> HttpResponse:
    """The ledger of a project, and its sums by funder."""
    project = project_for(request.user, pk)
    lines = FundingLine.objects.visible_to(request.user).filter(project=project)
    sums = sums_by(lines, "funder")
    funders = Funder.objects.filter(pk__in=[key for (key,) in sums]).in_order()
    rows = [FundingRow(funder, sums[funder.pk,], funder.get_absolute_url()) for funder in funders]
    return render(
        request,
        "projets/portfolio/funding/project_money.html",
        {
            "project": project,
            "board": FundingBoard("Par financeur", rows),
            "lines": shown_lines(lines),
            "may_keep": may_keep_accounts(request.user, project),
        },
    )


def shown_lines(lines: QuerySet[FundingLine]) -> list[FundingLine]:
    """Return the lines, the latest first, with their sum in words, and whether one may reverse them. One query."""
    found = list(lines.select_related("funder", "noted_by", "reversal").order_by("-day", "-pk"))
    for line in found:
        line.amount = euros_in_words(line.cents)
        line.is_reversed = hasattr(line, "reversal")
    return found


@method_decorator(network_required, name="dispatch")
class FundingLineView(ProjectFormView):
    template_name = "projets/portfolio/funding/line_form.html"
    form_class = FundingLineForm
    may = staticmethod(may_keep_accounts)

    def done(self, form: FundingLineForm) -> HttpResponse:
        line = form.save(project=self.project, by=self.request.user)
        messages.success(self.request, f"C’est noté\u00a0: {line}, {euros_in_words(line.cents)}.")
        return redirect("projets:project_money", self.project.pk)


@method_decorator(network_required, name="dispatch")
class FundingReversalView(ProjectFormView):
    template_name = "projets/portfolio/funding/reversal_form.html"
    form_class = FundingReversalForm
    may = staticmethod(may_keep_accounts)

    @cached_property
    def line(self) -> FundingLine:
        lines = FundingLine.objects.filter(project=self.project, reverses__isnull=True, reversal__isnull=True)
        return get_object_or_404(lines.select_related("funder"), pk=self.kwargs["line"])

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(line=self.line, amount=euros_in_words(self.line.cents), **kwargs)

    def done(self, form: FundingReversalForm) -> HttpResponse:
        form.save(line=self.line, by=self.request.user)
        messages.success(self.request, "La ligne est annulée par une autre, qui dit pourquoi.")
        return redirect("projets:project_money", self.project.pk)


@network_required
@require_safe
def funding_boards(request: HttpRequest) -> HttpResponse:
    """What is promised, granted, spent, justified and received: by chantier, and by funder."""
    lines = FundingLine.objects.visible_to(request.user)
    by_chantier, by_funder = sums_by(lines, "project__chantier"), sums_by(lines, "funder")
    nothing = FundingSums()
    chantiers = [FundingRow(each, by_chantier.get((each.pk,), nothing)) for each in Chantier.objects.all()]
    funders = [
        FundingRow(each, by_funder.get((each.pk,), nothing), each.get_absolute_url())
        for each in Funder.objects.visible_to(request.user).in_order()
    ]
    boards = [FundingBoard("Par chantier", chantiers), FundingBoard("Par financeur", funders)]
    context = {"boards": boards, "has_lines": bool(by_funder), "may_keep": may_keep_funders(request.user)}
    return render(request, "projets/portfolio/funding/boards.html", context)


@network_required
@require_safe
def funder(request: HttpRequest, pk: int) -> HttpResponse:
    """What a funder does, project by project."""
    found = get_object_or_404(Funder.objects.visible_to(request.user), pk=pk)
    context = {
        "funder": found,
        "board": funder_board(found, request.user),
        "may_keep": may_keep_funders(request.user),
    }
    return render(request, "projets/portfolio/funding/funder.html", context)


@network_required
@require_safe
def funder_spreadsheet(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Funder.objects.visible_to(request.user), pk=pk)
    return _download(funder_ods(found, request.user), MEDIA_TYPE, f"financements-{found.pk}.ods")


@network_required
@require_safe
def funder_package(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Funder.objects.visible_to(request.user), pk=pk)
    return _download(funder_archive(found, request.user), "application/zip", f"financements-{found.pk}.zip")


def _download(content: bytes, media_type: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=media_type, headers=headers)


@method_decorator(keepers_of_funders, name="dispatch")
class FunderFormView(ServiceFormView):
    """Add a funder, or change its name."""

    template_name = "projets/portfolio/funding/funder_form.html"
    form_class = FunderForm

    @cached_property
    def funder(self) -> Funder | None:
        return get_object_or_404(Funder, pk=self.kwargs["pk"]) if "pk" in self.kwargs else None

    def get_form_kwargs(self) -> dict:
        return super().get_form_kwargs() | {"funder": self.funder}

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(funder=self.funder, **kwargs)

    def done(self, form: FunderForm) -> HttpResponse:
        found = form.save()
        messages.success(self.request, f"C’est noté\u00a0: {found}.")
        return redirect(found)
