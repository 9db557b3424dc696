"""Pages of activity: one's places, the sheet of a month, a correction; the gestures of the team."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST, require_safe
from django.views.generic import FormView

from qualite.activity.activity_month.forms import CorrectionOfFigureForm
from qualite.activity.activity_month.measures import ACCOMPANIMENTS, measures_by_code
from qualite.activity.activity_month.models import ActivityMonth
from qualite.activity.activity_month.month_sheet import month_sheet
from qualite.activity.activity_month.permissions import kept_month, readable_month
from qualite.activity.activity_month.services import confirm_month, correct_figure, reopen_month, withdraw_correction
from qualite.activity.activity_month.waiting_months import waiting_months
from qualite.activity.visit_tally.permissions import may_count
from reseau.permissions import network_required, watches_any_territory
from reseau.places.models.epm import EPM
from reseau.texts.french_order import Folded
from reseau.texts.wording import day_in_full
from reseau.web.refusals import refusals_as_messages, refusals_in


@network_required
@require_safe
def activity(request: HttpRequest) -> HttpResponse:
    """The places of the user: their counter, the months that wait, the year."""
    user, today = request.user, timezone.localdate()
    places = list(EPM.objects.filter(pk__in=user.epm_ids).order_by(Folded("name"))) if user.epm_ids else []
    waiting = waiting_months(places, today)
    context = {
        "places": [(epm, waiting[epm.pk]) for epm in places],
        "today": today,
        "watches": watches_any_territory(user),
    }
    return render(request, "qualite/activity/activity_month/activity.html", context)


@network_required
@require_safe
def month_page(request: HttpRequest, slug: str, year: int, month: int) -> HttpResponse:
    today = timezone.localdate()
    epm, first_day = readable_month(request.user, slug, year, month, today=today)
    sheet = month_sheet(epm, first_day)
    keeps = may_count(request.user, epm)
    context = {
        "epm": epm,
        "sheet": sheet,
        "first_day": first_day,
        "keeps": keeps,
        "hidden": frozenset() if keeps else sheet.hidden_from_others,
        "is_over": sheet.is_over(today),
        "accompaniments_meaning": ACCOMPANIMENTS.meaning,
    }
    return render(request, "qualite/activity/activity_month/month.html", context)


@method_decorator(network_required, name="dispatch")
class CorrectionOfFigureView(FormView):
    """Give a number instead of the computed one."""

    template_name = "qualite/activity/activity_month/correction.html"
    form_class = CorrectionOfFigureForm

    def dispatch(self, request, *args, **kwargs):
        when = kwargs["year"], kwargs["month"]
        self.epm, self.first_day = kept_month(request.user, kwargs["slug"], *when, today=timezone.localdate())
        self.measure = measures_by_code().get(kwargs["measure"])
        if self.measure is None:
            raise Http404
        rows = month_sheet(self.epm, self.first_day).rows
        self.row = next(row for row in rows if row.measure == self.measure)
        return super().dispatch(request, *args, **kwargs)

    def get_initial(self) -> dict:
        correction = self.row.correction
        return {"value": self.row.value, "reason": correction.reason if correction else ""}

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(epm=self.epm, first_day=self.first_day, row=self.row, **kwargs)

    def form_valid(self, form: CorrectionOfFigureForm) -> HttpResponse:
        about = {"epm": self.epm, "first_day": self.first_day, "measure": self.measure.code}
        with refusals_in(form):
            correct_figure(**about, by=self.request.user, **form.cleaned_data)
            messages.success(self.request, "C’est corrigé. Le nombre calculé reste à côté.")
            return redirect(_month_address(self.epm, self.first_day))
        return self.form_invalid(form)


@network_required
@require_POST
def withdraw(request: HttpRequest, slug: str, year: int, month: int, measure: str) -> HttpResponse:
    """Go back to the computed number."""
    epm, first_day = kept_month(request.user, slug, year, month, today=timezone.localdate())
    with refusals_as_messages(request):
        withdraw_correction(epm=epm, first_day=first_day, measure=measure)
        messages.success(request, "La correction est retirée\u00a0: le nombre calculé compte de nouveau.")
    return redirect(_month_address(epm, first_day))


@network_required
@require_POST
def confirm(request: HttpRequest, slug: str, year: int, month: int) -> HttpResponse:
    """The team says that the figures of the month are right."""
    epm, first_day = kept_month(request.user, slug, year, month, today=timezone.localdate())
    with refusals_as_messages(request):
        confirm_month(epm=epm, first_day=first_day, by=request.user)
        name = day_in_full(first_day, "F Y")
        messages.success(request, f"{name.capitalize()} est confirmé\u00a0: il compte dans le rapport de l’année.")
    return redirect(_month_address(epm, first_day))


@network_required
@require_POST
def reopen(request: HttpRequest, slug: str, year: int, month: int) -> HttpResponse:
    """Open a confirmed month again."""
    epm, first_day = kept_month(request.user, slug, year, month, today=timezone.localdate())
    with refusals_as_messages(request):
        reopen_month(epm=epm, first_day=first_day)
        messages.success(request, "Le mois est rouvert\u00a0: il manque au rapport tant qu’il n’est pas confirmé.")
    return redirect(_month_address(epm, first_day))


def _month_address(epm: EPM, first_day) -> str:
    return ActivityMonth(epm=epm, first_day=first_day).get_absolute_url()
