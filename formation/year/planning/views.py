"""The page of the annual plan, and those of its trainers."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST, require_safe
from django.views.generic import FormView, ListView, TemplateView

from formation.offer.annual_plan.models import AnnualPlan, has_page
from formation.offer.needs.demand import demand
from formation.permissions import may_read_demand
from formation.proof.travel.kilometres import travel_by_territory, year_of_travel
from formation.sessions.enums import Stage
from formation.sessions.models.half_day import HalfDay
from formation.sessions.models.session import Session, stage_of
from formation.year.planning.chart import plan_chart
from formation.year.planning.forms import AbsenceForm, TrainerForm, UsualDaysForm
from formation.year.planning.models import TrainerProfile, Unavailability
from formation.year.planning.permissions import trainer_required
from formation.year.planning.services import remove_absence
from formation.year.planning.year_plan import held_in, plan_board
from reseau.people.members.models.member import Member
from reseau.permissions import coordinator_required, is_coordinator, network_required
from reseau.web.queries.cached_query import CachedQuery
from reseau.web.queries.compiled_query import CompiledQuery, few_lengths
from reseau.web.refusals import refusals_in

# The page of the annual plan: promised, planned and delivered half-days, and the sessions of the year.
# Columns that a row of the list reads. A Wagtail page has thirty columns, an EPM twenty.
JOINED = ("training", "epm__commune__territory", "commune__territory")
SHOWN = (
    *("status", "capacity", "training__title", "place_kind", "elsewhere", "epm__name"),
    *("epm__commune__name", "epm__commune__territory__name", "commune__name", "commune__territory__name"),
)


@network_required
@require_safe
def plan_of_this_year(request):
    return redirect("formation:plan", timezone.localdate().year)


@dataclass(frozen=True, slots=True)
class PlanFilter:
    """The cell of the board that filters the sessions: a month, a place, both or neither."""

    month: datetime.date | None = None
    place: str = ""

    @classmethod
    def of(cls, query, year: int) -> "PlanFilter":
        """Parse a query string. Invalid values are ignored."""
        month = query.get("mois", "")
        is_month = month.isascii() and month.isdigit() and len(month) <= 2 and 1 <= int(month) <= 12
        return cls(datetime.date(year, int(month), 1) if is_month else None, query.get("lieu", "")[:50])

    def apply(self, sessions):
        if self.month:
            half_days = HalfDay.objects.filter(date__year=self.month.year, date__month=self.month.month)
            sessions = sessions.filter(pk__in=half_days.values("session"))
        return sessions.filter(held_in(self.place)) if self.place else sessions

    def __bool__(self) -> bool:
        return bool(self.month or self.place)


def stages_of_year(reader: Member, year: int) -> QuerySet:
    """Return key, status and dates of each session, in the order of the list: what its stage takes."""
    sessions = Session.objects.visible_to(reader).of_year(year).with_dates().order_by("first_day", "pk")
    return sessions.values_list("pk", "status", "first_day", "last_day", "half_day_count", "closed_count")


def rows_of_page(keys: tuple[int, ...]) -> QuerySet[Session]:
    sessions = Session.objects.filter(pk__in=keys).with_dates().with_places()
    return sessions.select_related(*JOINED).only(*SHOWN).order_by("first_day", "pk")


def keys_and_what_is_left(rows: Iterable[tuple]) -> list[tuple[int, bool]]:
    """Return, for each row of `stages_of_year`, the key of its session and whether it is still to be led."""
    return [(key, stage_of(*facts) not in {Stage.DONE, Stage.CANCELLED}) for key, *facts in rows]


STAGES = CachedQuery(stages_of_year, shape=["year"], then=keys_and_what_is_left)
ROWS_OF_PAGE = CompiledQuery(rows_of_page)


class YearSessions:
    """The sessions of these keys, in their order, for a paginator: only those of a page are read."""

    ordered = True

    def __init__(self, keys: list[int]) -> None:
        self.keys = keys

    def __len__(self) -> int:
        return len(self.keys)

    def __getitem__(self, part: slice) -> list[Session]:
        return ROWS_OF_PAGE.rows(keys=few_lengths(self.keys[part]))


@method_decorator(network_required, name="dispatch")
class PlanView(ListView):
    """Target, board by month and territory, chart, then the sessions of the year, 20 a page; a cell filters them.

    Without a cell, the sessions that are left; those done or cancelled are on the board, and one link away.

    Planners also see the demand and the kilometres of the year.
    """

    template_name = "formation/year/planning/plan.html"
    context_object_name = "sessions"
    paginate_by = 20

    def get_queryset(self) -> YearSessions:
        self.year = self.kwargs["year"]
        if not has_page(self.year):
            raise Http404
        self.plan_filter = PlanFilter.of(self.request.GET, self.year)
        if self.plan_filter:
            sessions = keys_and_what_is_left(self.plan_filter.apply(stages_of_year(self.request.user, self.year)))
        else:
            sessions = STAGES.rows(reader=self.request.user, year=self.year)
        keys = [key for key, _ in sessions]
        left = [key for key, is_left in sessions if is_left]
        if not left or self.plan_filter or "toutes" in self.request.GET:
            self.past_count = 0
            return YearSessions(keys)
        self.past_count = len(keys) - len(left)
        return YearSessions(left)

    def get_context_data(self, **kwargs) -> dict:
        user = self.request.user
        board = plan_board(self.year, with_drafts=is_coordinator(user))
        figures = board.figures(AnnualPlan.objects.of_year(self.year))
        years = [year if has_page(year) else None for year in (self.year - 1, self.year + 1)]
        today = timezone.localdate()
        this_month = today.month if today.year == self.year else 0
        chart = plan_chart(board, figures, this_month or (12 if self.year < today.year else 0))
        context = {"year": self.year, "board": board, "figures": figures, "chart": chart}
        context |= {"chosen": self.plan_filter, "this_month": this_month, "past_count": self.past_count}
        if may_read_demand(user):
            travels = year_of_travel(self.year)
            context |= {"demand": demand(board.territories)}
            context |= {"travel": travel_by_territory(travels, board.territories)} if travels else {}
        context = super().get_context_data(**context, previous_year=years[0], next_year=years[1], **kwargs)
        upcoming = (session.pk for session in context["sessions"] if session.stage == Stage.UPCOMING)
        return context | {"following": next(upcoming, None)}


# Trainers: their trainings, for coordinators; their days and absences, for each of them.
@method_decorator(coordinator_required, name="dispatch")
class TrainersView(ListView):
    template_name = "formation/year/planning/trainers.html"
    context_object_name = "trainers"

    def get_queryset(self):
        visible = TrainerProfile.objects.visible_to(self.request.user).active()
        return visible.select_related("member").prefetch_related("trainings").order_by("member__search_name", "pk")


@method_decorator(coordinator_required, name="dispatch")
class TrainerFormView(FormView):
    """Name a trainer, or change the trainings that they give."""

    template_name = "formation/year/planning/trainer_form.html"
    form_class = TrainerForm
    profile = None

    def dispatch(self, request, *args, **kwargs):
        if "pk" in kwargs:
            visible = TrainerProfile.objects.visible_to(request.user).select_related("member")
            self.profile = get_object_or_404(visible, pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict:
        data = self.request.POST if self.request.method == "POST" else None
        return {"data": data, "user": self.request.user, "profile": self.profile}

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(profile=self.profile, **kwargs)

    def form_valid(self, form):
        profile = form.save()
        messages.success(self.request, f"Les formations que donne {profile.member} sont notées.")
        return redirect("formation:trainers")


@method_decorator(trainer_required, name="dispatch")
class AvailabilityView(TemplateView):
    """A trainer's own usual days and absences: two forms, each with its button."""

    template_name = "formation/year/planning/availability.html"

    def dispatch(self, request, *args, **kwargs):
        profiles = TrainerProfile.objects.visible_to(request.user).prefetch_related("trainings")
        self.profile = get_object_or_404(profiles, member=request.user.pk)
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs) -> dict:
        absences = Unavailability.objects.visible_to(self.request.user).to_come()
        forms = {
            "days_form": UsualDaysForm(initial={"weekdays": self.profile.weekdays}),
            "absence_form": AbsenceForm(),
        }
        return super().get_context_data(profile=self.profile, absences=absences, **(forms | kwargs))

    def post(self, request, *args, **kwargs):
        is_absence = "first" in request.POST
        form = AbsenceForm(request.POST) if is_absence else UsualDaysForm(request.POST)
        if form.is_valid():
            with refusals_in(form):
                form.save(profile=self.profile)
                messages.success(
                    request, "Votre absence est notée." if is_absence else "Vos jours habituels sont notés."
                )
                return redirect("formation:availability")
        name = "absence_form" if is_absence else "days_form"
        return self.render_to_response(self.get_context_data(**{name: form}))


@network_required
@require_POST
def remove_own_absence(request, pk: int):
    remove_absence(absence=get_object_or_404(Unavailability.objects.visible_to(request.user), pk=pk))
    messages.success(request, "L’absence est retirée.")
    return redirect("formation:availability")
