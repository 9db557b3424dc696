"""The public page of a chantier, and what the coordination puts on it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views.decorators.http import require_POST, require_safe

from projets.portfolio.chantiers.models import Chantier
from projets.portfolio.chantiers.permissions import may_change_chantier
from projets.portfolio.indicators.registry import live_figures
from projets.portfolio.projects.models import Project
from projets.public_pages.chantier_page import (
    STORIES_SHOWN,
    figures_of,
    projects_of,
    stories_of,
    sums_granted_to,
)
from projets.public_pages.forms import ChantierFigureForm
from projets.public_pages.models import ChantierFigure
from projets.public_pages.services import hide_figure, show_project, show_sums
from reseau.permissions import required
from reseau.texts.french_order import Folded
from reseau.web.service_forms import ServiceFormView


@login_not_required
@require_safe
def chantier(request: HttpRequest, slug: str) -> HttpResponse:
    """What everybody reads of a chantier."""
    found = get_object_or_404(Chantier, slug=slug)
    context = {
        "chantier": found,
        "figures": figures_of(found),
        "stories": stories_of(found)[:STORIES_SHOWN],
        "projects": projects_of(found),
        "sums": sums_granted_to(found),
        "may_change": may_change_chantier(request.user),
    }
    return render(request, "projets/public_pages/chantier.html", context)


@method_decorator(required(may_change_chantier), name="dispatch")
class ChantierPageSettingsView(ServiceFormView):
    """What the public reads of a chantier: a figure to add, those to remove, projects and sums to show or to hide."""

    template_name = "projets/public_pages/settings.html"
    form_class = ChantierFigureForm

    @cached_property
    def chantier(self) -> Chantier:
        return get_object_or_404(Chantier, slug=self.kwargs["slug"])

    def get_context_data(self, **kwargs) -> dict:
        names = live_figures()
        shown = [(each, names[each.figure]) for each in self.chantier.public_figures.all() if each.figure in names]
        living = Project.objects.living().filter(chantier=self.chantier).order_by(Folded("title"), "pk")
        return super().get_context_data(chantier=self.chantier, shown=shown, projects=living, **kwargs)

    def done(self, form: ChantierFigureForm) -> HttpResponse:
        shown = form.save(chantier=self.chantier)
        messages.success(self.request, f"Le public lit un chiffre\u00a0: {live_figures()[shown.figure].title}.")
        return redirect("projets:chantier_public", self.chantier.slug)


@required(may_change_chantier)
@require_POST
def figure_hide(request: HttpRequest, slug: str, part: int) -> HttpResponse:
    hide_figure(shown=get_object_or_404(ChantierFigure, chantier__slug=slug, pk=part))
    messages.success(request, "Le public ne lit plus ce chiffre.")
    return redirect("projets:chantier_public", slug)


@required(may_change_chantier)
@require_POST
def sums_show(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the sums granted; with `cacher`, hide them."""
    is_shown = "cacher" not in request.POST
    show_sums(chantier=get_object_or_404(Chantier, slug=slug), is_shown=is_shown)
    messages.success(request, f"Le public {'lit' if is_shown else 'ne lit plus'} les sommes accordées.")
    return redirect("projets:chantier_public", slug)


@required(may_change_chantier)
@require_POST
def project_show(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Show a project to everybody; with `cacher`, hide it."""
    project = get_object_or_404(Project.objects.living(), chantier__slug=slug, pk=pk)
    is_shown = "cacher" not in request.POST
    show_project(project=project, is_shown=is_shown)
    messages.success(request, f"Le public {'lit' if is_shown else 'ne lit plus'} ce projet\u00a0: {project}.")
    return redirect("projets:chantier_public", slug)
