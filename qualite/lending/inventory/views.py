"""The inventory of the network; one equipment with its calendar and the form that books it; the tables."""

import csv
import datetime

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views.decorators.http import require_POST, require_safe
from django.views.generic import ListView

from formation.enums import DayPart
from formation.working_halves import PARTS, WorkingHalf
from qualite.lending.enums import EquipmentKind
from qualite.lending.equipment.models import Equipment
from qualite.lending.equipment.permissions import may_keep
from qualite.lending.equipment.services import bring_back
from qualite.lending.equipment.views import kept_equipment
from qualite.lending.inventory.loan_days import LoanWeeks, loan_days
from qualite.lending.inventory.queries import free_now, inventory_of, whereabouts, with_whereabouts
from qualite.lending.inventory.tables import COLUMNS, inventory_ods, inventory_rows
from qualite.lending.loans.forms import LoanBookingForm
from qualite.lending.loans.models.loan import Loan
from qualite.lending.loans.permissions import borrowers_for
from qualite.lending.loans.services.bookings import leave_inventory
from qualite.lending.loans.use_rate import DEFINITION, use_rates
from reseau.documents.papers.spreadsheet import MEDIA_TYPE, escape_formula
from reseau.permissions import network_required
from reseau.places.models.epm import EPM
from reseau.texts.accent_folding import fold
from reseau.web.queries.list_facets import build_facet, count_values, query_value
from reseau.web.refusals import refusals_as_messages
from reseau.web.service_forms import ServiceFormView

PAST_SHOWN = 8
FACETS = {"sorte": "Sorte de matériel", "territoire": "Territoire"}


@method_decorator(network_required, name="dispatch")
class InventoryView(ListView):
    """Equipment of the network, by kind and territory; what is free now; where each is."""

    template_name = "qualite/lending/inventory/inventory.html"
    context_object_name = "rows"
    paginate_by = 20

    def get_queryset(self) -> QuerySet[Equipment]:
        visible = inventory_of(self.request.user)
        self.chosen = {name: query_value(self.request, name) for name in FACETS}
        self.only_free = query_value(self.request, "libre") == "oui"
        if self.only_free:
            visible = free_now(visible)
        columns = ("kind", "epm__commune__territory__slug", "epm__commune__territory__name")
        self.counted = list(visible.order_by().values_list(*columns))
        if self.chosen["sorte"]:
            visible = visible.filter(kind=self.chosen["sorte"])
        if self.chosen["territoire"]:
            visible = visible.filter(epm__commune__territory__slug=self.chosen["territoire"])
        return with_whereabouts(visible)

    def get_context_data(self, **kwargs) -> dict:
        context = super().get_context_data(**kwargs)
        equipment = list(context["rows"])
        rates = use_rates(equipment)
        return context | {
            "rows": [(row, whereabouts(row), rates[row.pk]) for row in equipment],
            "facets": self._facets(),
            "only_free": self.only_free,
            "definition": DEFINITION,
        }

    def _facets(self) -> list:
        rows = [{"sorte": kind, "territoire": slug, "count": 1} for kind, slug, _ in self.counted]
        territories = dict(sorted({(slug, name) for _, slug, name in self.counted}, key=lambda pair: fold(pair[1])))
        labels = {"sorte": dict(EquipmentKind.choices), "territoire": territories}
        return [
            build_facet(self.request, name, title, count_values(rows, name, self.chosen), labels[name])
            for name, title in FACETS.items()
        ]


@method_decorator(network_required, name="dispatch")
class EquipmentView(ServiceFormView):
    """One equipment: what it holds, its calendar, the form that books it, how much it serves."""

    template_name = "qualite/lending/inventory/equipment.html"
    form_class = LoanBookingForm

    @cached_property
    def equipment(self) -> Equipment:
        equipment = Equipment.objects.visible_to(self.request.user).with_place()
        return get_object_or_404(equipment, pk=self.kwargs["pk"])

    @cached_property
    def places(self) -> list[EPM]:
        return list(borrowers_for(self.request.user, self.equipment))

    def get_form_kwargs(self) -> dict:
        about = {"equipment": self.equipment, "places": self.places, "first": self._chosen_half()}
        return super().get_form_kwargs() | about

    def _chosen_half(self) -> WorkingHalf | None:
        """Return the half-day that was chosen on the calendar."""
        try:
            day = datetime.date.fromisoformat(query_value(self.request, "jour"))
        except ValueError:
            return None
        part = query_value(self.request, "moment")
        return WorkingHalf.of(day, part if part in PARTS else DayPart.MORNING)

    def get_context_data(self, **kwargs) -> dict:
        weeks = LoanWeeks.read(query_value(self.request, "du") or query_value(self.request, "jour"))
        loans = Loan.objects.filter(equipment=self.equipment).select_related("epm")
        coming = list(loans.open())
        self.equipment.loans_out = [loan for loan in coming if loan.is_out]
        return super().get_context_data(
            equipment=self.equipment,
            whereabouts=whereabouts(self.equipment),
            weeks=weeks,
            days=loan_days(self.equipment, weeks),
            may_keep=may_keep(self.request.user, self.equipment),
            may_book=self.equipment.is_usable and bool(self.places),
            coming=coming,
            past=list(loans.standing().exclude(pk__in=loans.open()).order_by("-end", "-pk")[:PAST_SHOWN]),
            rate=use_rates([self.equipment])[self.equipment.pk],
            definition=DEFINITION,
            **kwargs,
        )

    def done(self, form: LoanBookingForm) -> HttpResponse:
        loan = form.save(by=self.request.user)
        messages.success(self.request, f"C’est réservé {loan.period}. L’équipe qui le garde est prévenue.")
        return redirect(loan)


@network_required
@require_POST
def equipment_leave(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an equipment out of the inventory."""
    equipment = kept_equipment(request, pk)
    with refusals_as_messages(request):
        leave_inventory(equipment=equipment)
        messages.success(
            request, f"Retrait de l’inventaire\u00a0: «\u00a0{equipment}\u00a0». Ses prêts passés restent."
        )
    return redirect(equipment)


@network_required
@require_POST
def equipment_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Put an equipment back into the inventory."""
    equipment = kept_equipment(request, pk)
    bring_back(equipment=equipment)
    messages.success(request, f"De nouveau à l’inventaire\u00a0: «\u00a0{equipment}\u00a0».")
    return redirect(equipment)


@network_required
@require_safe
def inventory_csv(request: HttpRequest) -> HttpResponse:
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="inventaire-materiel.csv"'
    response.write("\ufeff")
    lines = csv.writer(response, delimiter=";")
    lines.writerow(COLUMNS)
    for row in inventory_rows(with_whereabouts(inventory_of(request.user))):
        lines.writerow([escape_formula(cell) for cell in row])
    return response


@network_required
@require_safe
def inventory_sheets(request: HttpRequest) -> HttpResponse:
    headers = {"Content-Disposition": 'attachment; filename="inventaire-materiel.ods"'}
    content = inventory_ods(with_whereabouts(inventory_of(request.user)))
    return HttpResponse(content, content_type=MEDIA_TYPE, headers=headers)
