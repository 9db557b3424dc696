"""« J’ai animé cet atelier »: the form, my deliveries, the field notes of a sheet, the removal of a delivery."""

from django.contrib import messages
from django.db.models import Count, Q, QuerySet, Sum
from django.db.models.functions import ExtractYear
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views import View
from django.views.decorators.http import require_POST
from django.views.generic import ListView

from reseau.permissions import network_required
from reseau.places.models.epm import EPM
from reseau.texts.wording import day_in_full
from reseau.web.queries.list_facets import build_facet, query_value
from reseau.web.refusals import refusals_as_messages, refusals_in
from ressources.permissions import epms_to_write_from
from ressources.sheets.models.workshop import WorkshopPage
from ressources.workshops.deliveries import services as deliveries
from ressources.workshops.deliveries.forms import DeliveryForm, proposed_delivery
from ressources.workshops.deliveries.models.delivery import Delivery
from ressources.workshops.deliveries.permissions import may_note_delivery, may_remove_delivery

PAGE_SIZE = 20
ALL = "toutes"
THANKS = "C’est noté, merci\u00a0! Vous retrouverez cet atelier dans «\u00a0Mes ateliers animés\u00a0»."


def known_sheet(user, pk: int) -> WorkshopPage:
    """Return the sheet that the user may say they ran, with its counters. Raises `Http404` otherwise."""
    sheets = WorkshopPage.objects.select_related("epm__commune", "obsolescence", "delivery_tally")
    sheet = get_object_or_404(sheets, pk=pk)
    if not may_note_delivery(user, sheet):
        raise Http404
    return sheet


def back_to(user, sheet: WorkshopPage) -> HttpResponse:
    """Redirect to the sheet, or to the user's own list if it left the library."""
    return redirect(sheet if sheet.is_visible_to(user) else "ressources:my_deliveries")


@method_decorator(network_required, name="dispatch")
class DeliveryFormView(View):
    """One form to note and to correct a delivery; it says when that day is noted already."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        delivery = self.find(pk)
        return self.render(delivery, DeliveryForm(delivery=delivery, epms=self.epms(delivery)))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        delivery = self.find(pk)
        form = DeliveryForm(request.POST, delivery=delivery, epms=self.epms(delivery))
        if not form.is_valid():
            return self.render(delivery, form)
        noted_delivery = None
        with refusals_in(form, "date"):
            try:
                saved_delivery = self.save(form.instance)
            except deliveries.AlreadyNotedError as refusal:
                noted_delivery = refusal.delivery
                raise
            messages.success(request, self.success_message)
            if "grid" in request.POST and request.user.epm_ids:
                query = {"atelier": saved_delivery.pk}
                return redirect(reverse("ressources:sheet_session", args=[delivery.sheet_id], query=query))
            return back_to(request.user, delivery.sheet)
        return self.render(delivery, form, noted=noted_delivery)

    def epms(self, delivery: Delivery) -> QuerySet[EPM]:
        """Return the EPM of today. A subclass adds the EPM where it was noted."""
        return epms_to_write_from(self.request.user).order_by("search_name", "pk")

    def render(self, delivery: Delivery, form: DeliveryForm, **context) -> HttpResponse:
        context |= {"form": form, "sheet": delivery.sheet, "delivery": delivery}
        return render(self.request, "ressources/workshops/deliveries/delivery_form.html", context)


class DeliverView(DeliveryFormView):
    success_message = THANKS

    def find(self, pk: int) -> Delivery:
        return proposed_delivery(sheet=known_sheet(self.request.user, pk), member=self.request.user)

    def save(self, delivery: Delivery) -> Delivery:
        return deliveries.note_delivery(delivery=delivery, replaces="replace" in self.request.POST)


class DeliveryEditView(DeliveryFormView):
    """Correction of one of my deliveries."""

    success_message = "C’est corrigé."

    def find(self, pk: int) -> Delivery:
        user = self.request.user
        mine = Delivery.objects.visible_to(user).filter(member=user).select_related("sheet__delivery_tally", "epm")
        return get_object_or_404(mine, pk=pk)

    def epms(self, delivery: Delivery) -> QuerySet[EPM]:
        choices = EPM.objects.filter(Q(pk__in=super().epms(delivery).values("pk")) | Q(pk=delivery.epm_id))
        return choices.order_by("search_name", "pk")

    def save(self, delivery: Delivery) -> Delivery:
        return deliveries.change_delivery(delivery=delivery)


@method_decorator(network_required, name="dispatch")
class DeliveriesView(ListView):
    """The field notes of a sheet; on demand, all its deliveries."""

    template_name = "ressources/workshops/deliveries/deliveries.html"
    context_object_name = "deliveries"
    paginate_by = PAGE_SIZE

    @cached_property
    def sheet(self) -> WorkshopPage:
        return known_sheet(self.request.user, self.kwargs["pk"])

    def get_queryset(self) -> QuerySet[Delivery]:
        queryset = self.sheet.deliveries.visible_to(self.request.user).with_record().latest_first()
        return queryset if query_value(self.request, ALL) else queryset.noted()

    def get_context_data(self, **kwargs) -> dict:
        context = super().get_context_data(sheet=self.sheet, shows_all=bool(query_value(self.request, ALL)), **kwargs)
        for delivery in context["deliveries"]:
            delivery.may_be_removed = may_remove_delivery(self.request.user, delivery)
        return context


@method_decorator(network_required, name="dispatch")
class MyDeliveriesView(ListView):
    """My deliveries by year, with totals."""

    template_name = "ressources/workshops/deliveries/my_deliveries.html"
    context_object_name = "deliveries"
    paginate_by = PAGE_SIZE

    def get_queryset(self) -> QuerySet[Delivery]:
        own_deliveries = Delivery.objects.filter(member=self.request.user)
        by_year = own_deliveries.order_by().values(year=ExtractYear("date"))
        figures = by_year.annotate(times=Count("pk"), people=Sum("headcount"), total_minutes=Sum("minutes"))
        self.years = {str(row["year"]): row for row in figures.order_by("-year")}
        self.chosen = query_value(self.request, "annee") if query_value(self.request, "annee") in self.years else ""
        queryset = own_deliveries.filter(date__year=self.chosen) if self.chosen else own_deliveries
        return queryset.select_related("sheet", "epm").latest_first()

    def get_context_data(self, **kwargs) -> dict:
        rows = [self.years[self.chosen]] if self.chosen else self.years.values()
        totals = {name: sum(row[name] for row in rows) for name in ("times", "people", "total_minutes")}
        counts = {year: row["times"] for year, row in self.years.items()}
        years = build_facet(self.request, "annee", "Année", counts, {year: year for year in self.years})
        return super().get_context_data(totals=totals, years=years, year=self.chosen, **kwargs)


@network_required
@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    queryset = Delivery.objects.visible_to(request.user).select_related("epm__commune", "member")
    delivery = get_object_or_404(queryset, pk=pk)
    if not may_remove_delivery(request.user, delivery):
        raise Http404
    is_mine, sheet = delivery.member_id == request.user.pk, delivery.sheet_id
    day = day_in_full(delivery.date)
    with refusals_as_messages(request):
        deliveries.remove_delivery(delivery=delivery, by=request.user)
        messages.success(request, f"L’atelier du {day} n’est plus compté.")
    return redirect("ressources:my_deliveries") if is_mine else redirect("ressources:deliveries", sheet)
