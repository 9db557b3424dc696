"""Rights of a learner, for the learner: read every line, contest, put aside, reopen."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from django.views.generic import FormView

from b2i.people.permissions import learner_required
from b2i.privacy.rights import services
from b2i.privacy.rights.forms import ContestForm
from b2i.records.models import Evidence
from b2i.records.record_lookup import own_record
from reseau.web.refusals import refusals_as_messages, refusals_in

CARD_EVENTS_SHOWN = 10


@learner_required
@require_safe
def my_data(request):
    """Show every line about the learner, its contests, and what they can do."""
    record = own_record(request)
    contests = list(record.contests.with_answer())
    contests_by_line = {}
    for contest in contests:
        contests_by_line.setdefault(contest.evidence_id, []).append(contest)
    lines = list(record.evidence.as_shown().select_related("skill"))
    standing_lines = {line.pk for line in lines}
    context = {
        "learner": request.learner,
        "lines": [(line, contests_by_line.get(line.pk, [])) for line in lines],
        "other_contests": contests_by_line.get(None, []),
        "removed": [
            contest for contest in contests if contest.evidence_id and contest.evidence_id not in standing_lines
        ],
        "card_events": request.learner.card_events.select_related("by", "epm")[:CARD_EVENTS_SHOWN],
        "consent": request.learner.consents.filter(epm=request.learner.epm_id).select_related("epm").first(),
        "put_aside": request.learner.limitations.live().first() if record.is_put_aside else None,
    }
    return render(request, "b2i/privacy/rights/my_data.html", context)


@method_decorator([learner_required, never_cache], name="dispatch")
class ContestView(FormView):
    """« Il y a une erreur », about one line or something else."""

    template_name = "b2i/privacy/rights/contest.html"
    form_class = ContestForm

    def setup(self, request, *args, **kwargs) -> None:
        super().setup(request, *args, **kwargs)
        self.evidence = None

    def dispatch(self, request, *args, **kwargs):
        self.record = own_record(request)
        if self.record.is_put_aside:
            messages.error(request, "Votre livret est en pause. Rouvrez-le pour y écrire.")
            return redirect("b2i:my_data")
        if "evidence_pk" in kwargs:
            lines = Evidence.objects.standing().filter(record=self.record).select_related("skill", "observed_by", "epm")
            self.evidence = get_object_or_404(lines, pk=kwargs["evidence_pk"])
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(line=self.evidence, **kwargs)

    def form_valid(self, form: ContestForm):
        with refusals_in(form):
            services.contest(record=self.record, evidence=self.evidence, words=form.cleaned_data["words"])
            messages.success(self.request, "C’est dit\u00a0: votre animateur vous répondra ici.")
            return redirect("b2i:my_data")
        return self.form_invalid(form)

    def form_invalid(self, form: ContestForm):
        return self.render_to_response(self.get_context_data(form=form), status=422)


contest = ContestView.as_view()


@learner_required
@require_POST
def put_my_record_aside(request):
    with refusals_as_messages(request):
        services.put_aside(learner=request.learner, asked_by=request.user)
        messages.success(request, "Votre livret est en pause\u00a0: il n’y a que vous qui pouvez le lire.")
    return redirect("b2i:my_data")


@learner_required
@require_POST
def reopen_my_record(request):
    with refusals_as_messages(request):
        services.reopen_record(learner=request.learner, lifted_by=request.user)
        messages.success(
            request, "Votre livret est rouvert\u00a0: les animateurs qui vous suivent le lisent de nouveau."
        )
    return redirect("b2i:my_data")
