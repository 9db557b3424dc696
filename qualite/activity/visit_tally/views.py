"""The counter of a place: taps with and without network, one by one without script, a count copied from paper."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST
from django.views.generic import FormView

from qualite.activity.visit_tally.forms import PaperCountForm
from qualite.activity.visit_tally.models import HalfDayTally, part_of
from qualite.activity.visit_tally.permissions import team_place
from qualite.activity.visit_tally.services import count_people, write_taps
from qualite.activity.visit_tally.themes import VISIT, label_of, themes
from reseau.permissions import network_required
from reseau.web.offline_entries import answer_entries
from reseau.web.refusals import refusals_as_messages, refusals_in


@method_decorator(network_required, name="dispatch")
class TallyView(FormView):
    """The counter of this half-day; its form copies a count made on paper."""

    template_name = "qualite/activity/visit_tally/tally.html"
    form_class = PaperCountForm

    def dispatch(self, request, *args, **kwargs):
        self.epm = team_place(request.user, kwargs["slug"])
        return super().dispatch(request, *args, **kwargs)

    def get_initial(self) -> dict:
        return {"date": timezone.localdate(), "part": part_of(timezone.now())}

    def get_context_data(self, **kwargs) -> dict:
        now = timezone.now()
        today, part = timezone.localdate(now), part_of(now)
        rows = HalfDayTally.objects.filter(epm=self.epm, date=today)
        counts = {(row.subject, row.part): row.count for row in rows}
        earlier = sum(count for (subject, when), count in counts.items() if subject == VISIT and when != part)
        return super().get_context_data(
            epm=self.epm,
            today=today,
            part=part,
            visits=counts.get((VISIT, part), 0),
            earlier=earlier,
            themes=[(theme, counts.get((theme.code, part), 0)) for theme in themes()],
            **kwargs,
        )

    def form_valid(self, form: PaperCountForm) -> HttpResponse:
        with refusals_in(form):
            count_people(epm=self.epm, **form.cleaned_data)
            words = label_of(form.cleaned_data["subject"])
            messages.success(self.request, f"C’est compté\u00a0: {form.cleaned_data['amount']}, {words}.")
            return redirect("qualite:tally", self.epm.slug)
        return self.form_invalid(form)


@network_required
@require_POST
def tap(request: HttpRequest, slug: str) -> HttpResponse:
    """Count one more, or take one back, without script."""
    epm, now = team_place(request.user, slug), timezone.now()
    amount = -1 if "minus" in request.POST else 1
    with refusals_as_messages(request):
        subject = request.POST.get("subject", "")
        count_people(epm=epm, subject=subject, date=timezone.localdate(now), part=part_of(now), amount=amount)
    return redirect("qualite:tally", epm.slug)


@network_required
@require_POST
def tally_entries(request: HttpRequest, slug: str) -> HttpResponse:
    """Write the taps that a page kept, and answer with the outcome of each."""
    epm = team_place(request.user, slug)
    return answer_entries(request, lambda raw_entries: write_taps(epm=epm, raw_entries=raw_entries))
