"""Workshops open to all: the public list; for animators, the form that announces one and the button that cancels it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.http import require_POST, require_safe
from django.views.generic import ListView

from reseau.list_facets import query_value
from reseau.permissions import network_required
from reseau.places.models.commune import Commune
from reseau.refusals import refusals_in
from reseau.wording import day_in_full
from ressources.open_workshops import services as open_workshops
from ressources.open_workshops.forms import OpenWorkshopForm, proposed_workshop
from ressources.open_workshops.models import OpenWorkshop
from ressources.open_workshops.permissions import may_announce, may_cancel_workshop
from ressources.permissions import epms_to_write_from
from ressources.sheets.models.workshop import WorkshopPage

PAGE_SIZE = 20
NEAR = 30  # kilometres, as the crow flies


@method_decorator(login_not_required, name="dispatch")
class NextWorkshopsView(ListView):
    """The next workshops, near a commune if one is named."""

    template_name = "ressources/open_workshops/next_workshops.html"
    context_object_name = "workshops"
    paginate_by = PAGE_SIZE

    def get_queryset(self) -> QuerySet[OpenWorkshop]:
        self.words = query_value(self.request, "q")[:80]
        self.commune = Commune.objects.best_match(self.words) if self.words else None
        queryset = OpenWorkshop.objects.visible_to(self.request.user).to_come().with_place()
        return queryset.around(self.commune).filter(kilometres__lte=NEAR) if self.commune else queryset

    def get_context_data(self, **kwargs) -> dict:
        context = super().get_context_data(q=self.words, commune=self.commune, near=NEAR, **kwargs)
        for workshop in context["workshops"]:
            workshop.may_be_cancelled = may_cancel_workshop(self.request.user, workshop)
        return context


@login_not_required
@require_safe
def workshop_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one workshop to everybody: when, where, how to come; one that is cancelled says so."""
    workshop = get_object_or_404(OpenWorkshop.objects.visible_to(request.user).with_place(), pk=pk)
    may_change = may_cancel_workshop(request.user, workshop) and workshop.is_to_come
    context = {"workshop": workshop, "may_change": may_change}
    return render(request, "ressources/open_workshops/open_workshop.html", context)


@method_decorator(network_required, name="dispatch")
class AnnounceView(View):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        workshop = proposed_workshop(sheet=offered_sheet(request.user, pk), member=request.user)
        return self.render(workshop, OpenWorkshopForm(workshop=workshop, epms=self.epms()))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        workshop = proposed_workshop(sheet=offered_sheet(request.user, pk), member=request.user)
        form = OpenWorkshopForm(request.POST, workshop=workshop, epms=self.epms())
        if not form.is_valid():
            return self.render(workshop, form, status=422)
        with refusals_in(form):
            open_workshops.announce_workshop(workshop=form.instance)
            messages.success(request, f"C’est annoncé\u00a0: {day_in_full(workshop.date)}, {workshop.hour}.")
            return redirect("ressources:next_workshops")
        return self.render(workshop, form, status=422)

    def epms(self):
        return epms_to_write_from(self.request.user).order_by("search_name", "pk")

    def render(self, workshop: OpenWorkshop, form: OpenWorkshopForm, *, status: int = 200) -> HttpResponse:
        context = {"form": form, "sheet": workshop.sheet, "workshop": workshop}
        return render(self.request, "ressources/open_workshops/open_workshop_form.html", context, status=status)


def offered_sheet(user, pk: int) -> WorkshopPage:
    """Return a sheet of which the user may announce a workshop. Raises `Http404` otherwise."""
    sheets = WorkshopPage.objects.visible_to(user).select_related("epm__commune", "obsolescence")
    sheet = get_object_or_404(sheets, pk=pk)
    if not may_announce(user, sheet):
        raise Http404
    return sheet


@network_required
@require_POST
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    queryset = OpenWorkshop.objects.visible_to(request.user).to_come().select_related("epm__commune")
    workshop = get_object_or_404(queryset, pk=pk)
    if not may_cancel_workshop(request.user, workshop):
        raise Http404
    open_workshops.cancel_workshop(workshop=workshop)
    messages.success(request, f"L’atelier du {day_in_full(workshop.date)} n’est plus annoncé. Prévenez qui s’y attend.")
    return redirect("ressources:next_workshops")
