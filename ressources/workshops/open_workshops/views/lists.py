"""The public list of the next workshops, and the form of an animator that announces one, or a series."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.decorators import method_decorator
from django.views import View
from django.views.generic import ListView

from reseau.people.members.models.member import Member
from reseau.permissions import network_required
from reseau.places.commune_search import find_commune
from reseau.texts.wording import counted, day_in_full
from reseau.web.queries.list_facets import query_value
from reseau.web.queries.paged_query import PagedQuery, PagedRows
from reseau.web.refusals import refusals_in
from ressources.permissions import epms_to_write_from
from ressources.sheets.models.workshop import WorkshopPage
from ressources.workshops.enums import Recurrence
from ressources.workshops.open_workshops.forms import AnnouncementForm, SeriesDaysForm, proposed_workshop
from ressources.workshops.open_workshops.models.workshop import OpenWorkshop
from ressources.workshops.open_workshops.permissions import may_announce
from ressources.workshops.open_workshops.services import announcements

PAGE_SIZE = 20
NEAR = 30  # kilometres, as the crow flies


def next_workshops(reader: Member) -> QuerySet[OpenWorkshop]:
    return OpenWorkshop.objects.visible_to(reader).to_come().with_place()


NEXT_WORKSHOPS = PagedQuery(next_workshops, size=PAGE_SIZE, keeps_total=True)


@method_decorator(login_not_required, name="dispatch")
class NextWorkshopsView(ListView):
    """The next workshops, near a commune if one is named."""

    template_name = "ressources/workshops/open_workshops/next_workshops.html"
    context_object_name = "workshops"
    paginate_by = PAGE_SIZE

    def get_queryset(self) -> QuerySet[OpenWorkshop] | PagedRows:
        self.words = query_value(self.request, "q")[:80]
        self.named = find_commune(self.words)
        if self.named.commune:
            return next_workshops(self.request.user).around(self.named.commune).filter(kilometres__lte=NEAR)
        return NEXT_WORKSHOPS.of(reader=self.request.user)

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(q=self.words, named=self.named, commune=self.named.commune, near=NEAR, **kwargs)


@method_decorator(network_required, name="dispatch")
class AnnounceView(View):
    """The form; for a workshop that comes back, its dates are shown before they are announced."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        workshop = proposed_workshop(sheet=offered_sheet(request.user, pk), member=request.user)
        return self.render(workshop, AnnouncementForm(workshop=workshop, epms=self.epms()))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        workshop = proposed_workshop(sheet=offered_sheet(request.user, pk), member=request.user)
        form = AnnouncementForm(request.POST, workshop=workshop, epms=self.epms())
        if not form.is_valid():
            return self.render(workshop, form, status=422)
        if form.cleaned_data["rhythm"]:
            return self.choose_days(form)
        with refusals_in(form):
            announcements.announce_workshop(workshop=form.instance)
            messages.success(request, f"C’est annoncé\u00a0: {day_in_full(workshop.date)}, {workshop.hour}.")
            return redirect(form.instance)
        return self.render(workshop, form, status=422)

    def choose_days(self, form: AnnouncementForm) -> HttpResponse:
        """Show the dates; once they are chosen, announce them."""
        is_chosen = "chosen" in self.request.POST and "again" not in self.request.POST
        days = SeriesDaysForm(self.request.POST if is_chosen else None, days=form.days)
        if is_chosen and days.is_valid():
            with refusals_in(days):
                announced = announcements.announce_series(
                    workshop=form.instance, rhythm=Recurrence(form.cleaned_data["rhythm"]), days=days.kept
                )
                messages.success(self.request, f"C’est annoncé\u00a0: {counted(len(announced), 'date')}.")
                return redirect(announced[0])
        context = {"form": form, "days": days, "sheet": form.instance.sheet, "workshop": form.instance}
        status = 422 if is_chosen else 200
        return render(self.request, "ressources/workshops/open_workshops/series_days.html", context, status=status)

    def epms(self):
        return epms_to_write_from(self.request.user).order_by("search_name", "pk")

    def render(self, workshop: OpenWorkshop, form: AnnouncementForm, *, status: int = 200) -> HttpResponse:
        context = {"form": form, "sheet": workshop.sheet, "workshop": workshop}
        return render(
            self.request, "ressources/workshops/open_workshops/open_workshop_form.html", context, status=status
        )


def offered_sheet(user, pk: int) -> WorkshopPage:
    """Return a sheet of which the user may announce a workshop. Raises `Http404` otherwise."""
    sheets = WorkshopPage.objects.visible_to(user).select_related("epm__commune", "obsolescence")
    sheet = get_object_or_404(sheets, pk=pk)
    if not may_announce(user, sheet):
        raise Http404
    return sheet
