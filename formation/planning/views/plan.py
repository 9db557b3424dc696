"""The annual plan: what was promised, what is planned, what was delivered."""

import datetime
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_safe
from django.views.generic import ListView, UpdateView

from formation.needs.demand import demand
from formation.permissions import may_read_demand
from formation.planning.chart import plan_chart
from formation.planning.forms.target import TargetForm
from formation.planning.models.plan import AnnualPlan
from formation.planning.services.target import set_target
from formation.planning.year_plan import held_in, plan_board
from formation.sessions.models.half_day import HalfDay
from formation.sessions.models.session import Session
from formation.travel.kilometres import travel_by_territory, year_of_travel
from reseau.permissions import coordinator_required, is_coordinator, network_required

YEARS_AROUND = 10
# What the line of a session reads. A page of Wagtail has thirty columns, an EPM twenty.
JOINED = ("training", "epm__commune__territory", "commune__territory")
SHOWN = (
    *("status", "capacity", "training__title", "place_kind", "elsewhere", "epm__name"),
    *("epm__commune__name", "epm__commune__territory__name", "commune__name", "commune__territory__name"),
)


def is_near(year: int) -> bool:
    """Years that have a page: ten before this one and ten after."""
    return abs(year - timezone.localdate().year) <= YEARS_AROUND


@network_required
@require_safe
def plan_of_this_year(request):
    return redirect("formation:plan", timezone.localdate().year)


@dataclass(frozen=True, slots=True)
class Chosen:
    """The cell of the board whose sessions are listed: a month, a place, both or neither."""

    month: datetime.date | None = None
    place: str = ""

    @classmethod
    def of(cls, asked, year: int) -> "Chosen":
        """What an address asks for; what makes no sense is left aside."""
        month = asked.get("mois", "")
        is_month = month.isascii() and month.isdigit() and len(month) <= 2 and 1 <= int(month) <= 12
        return cls(datetime.date(year, int(month), 1) if is_month else None, asked.get("lieu", "")[:50])

    def narrowed(self, sessions):
        if self.month:
            held = HalfDay.objects.filter(date__year=self.month.year, date__month=self.month.month)
            sessions = sessions.filter(pk__in=held.values("session"))
        return sessions.filter(held_in(self.place)) if self.place else sessions

    def __bool__(self) -> bool:
        return bool(self.month or self.place)


@method_decorator(network_required, name="dispatch")
class PlanView(ListView):
    """Target, board by month and territory, chart, then the sessions of the year, 20 a page; a cell narrows them.

    For who plans, what people ask for and the kilometres of the year stand beside.
    """

    template_name = "formation/planning/plan.html"
    context_object_name = "sessions"
    paginate_by = 20

    def get_queryset(self):
        self.year = self.kwargs["year"]
        if not is_near(self.year):
            raise Http404
        self.chosen = Chosen.of(self.request.GET, self.year)
        sessions = self.chosen.narrowed(Session.objects.visible_to(self.request.user).of_year(self.year))
        return sessions.with_dates().with_places().select_related(*JOINED).only(*SHOWN).order_by("first_day", "pk")

    def get_context_data(self, **kwargs) -> dict:
        user = self.request.user
        board = plan_board(self.year, with_drafts=is_coordinator(user))
        figures = board.figures(AnnualPlan.objects.of_year(self.year))
        years = [year if is_near(year) else None for year in (self.year - 1, self.year + 1)]
        context = {"year": self.year, "board": board, "figures": figures, "chart": plan_chart(board)}
        context |= {"chosen": self.chosen}
        if may_read_demand(user):
            travels = year_of_travel(self.year)
            context |= {"demand": demand(board.territories)}
            context |= {"travel": travel_by_territory(travels, board.territories)} if travels else {}
        return super().get_context_data(**context, previous_year=years[0], next_year=years[1], **kwargs)


@method_decorator(coordinator_required, name="dispatch")
class TargetView(UpdateView):
    template_name = "formation/planning/target.html"
    form_class = TargetForm

    def get_object(self, queryset=None) -> AnnualPlan:
        if not is_near(self.kwargs["year"]):
            raise Http404
        return AnnualPlan.objects.of_year(self.kwargs["year"])

    def form_valid(self, form):
        plan = set_target(year=self.kwargs["year"], **form.cleaned_data)
        messages.success(self.request, f"L’objectif de {plan.year} est de {plan.target}\u00a0demi-journées.")
        return redirect(plan)
