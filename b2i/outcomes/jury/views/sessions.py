"""The jury for coordinators: sessions, waiting candidacies, candidates, decisions."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST, require_safe
from django.views.generic import ListView

from b2i.outcomes.jury.forms import CandidaciesForm, DecisionForm, JuryForm
from b2i.outcomes.jury.list_state import list_state
from b2i.outcomes.jury.models.candidacy import Candidacy
from b2i.outcomes.jury.models.session import JurySession
from b2i.outcomes.jury.services import assign_to_jury, unassign_from_jury
from b2i.people.accesses.journal import note_access, note_accesses
from b2i.people.enums import AccessKind
from reseau.permissions import coordinator_required
from reseau.web.refusals import refusals_as_messages, refusals_in
from reseau.web.service_forms import ServiceFormView

PAGE_SIZE, CANDIDATES_SHOWN = 20, 40


def readable_candidacies(user) -> QuerySet[Candidacy]:
    """Return the candidacies that the coordination reads, with their learners."""
    relations = "record__learner__member", "record__learner__epm"
    return Candidacy.objects.visible_to(user).standing().select_related(*relations)


@method_decorator(coordinator_required, name="dispatch")
class JuriesView(ListView):
    template_name = "b2i/outcomes/jury/juries.html"
    context_object_name = "juries"
    paginate_by = PAGE_SIZE

    def get_queryset(self) -> QuerySet[JurySession]:
        decided_count = Count("candidacies", filter=~Q(candidacies__decision=""))
        juries = JurySession.objects.visible_to(self.request.user).order_by("-held_on", "-pk")
        return juries.annotate(candidate_count=Count("candidacies"), decided_count=decided_count)

    def get_context_data(self, **kwargs) -> dict:
        waiting_count = readable_candidacies(self.request.user).waiting().count()
        # Sessions, not people: who holds a number is read on the page of its session.
        doubles = Candidacy.objects.visible_to(self.request.user).with_double_number().select_related("jury")
        return super().get_context_data(waiting_count=waiting_count, doubles=doubles, **kwargs)


@method_decorator(coordinator_required, name="dispatch")
class JuryNewView(ServiceFormView):
    template_name = "b2i/outcomes/jury/jury_new.html"
    form_class = JuryForm

    def done(self, form) -> HttpResponse:
        jury = form.save(by=self.request.user)
        messages.success(self.request, "La session de jury est préparée. Choisissez qui y passe.")
        return redirect(jury)


def visible_jury(request: HttpRequest, pk: int) -> JurySession:
    return get_object_or_404(JurySession.objects.visible_to(request.user), pk=pk)


@coordinator_required
@require_safe
def jury(request: HttpRequest, pk: int) -> HttpResponse:
    return jury_page(request, visible_jury(request, pk))


def jury_page(request: HttpRequest, jury: JurySession, *, form: CandidaciesForm | None = None) -> HttpResponse:
    """Render the page of a session, with the refused form of candidates if there is one."""
    candidacies = readable_candidacies(request.user)
    waiting_candidacies = candidacies.waiting().filter(record__framework=jury.framework_id)
    state = list_state(jury, request.user)
    page = Paginator(state.candidates, CANDIDATES_SHOWN).get_page(request.GET.get("page"))
    status = 422 if form else 200
    form = form or CandidaciesForm(candidacies=waiting_candidacies)
    shown_candidacies = [*page, *form.fields["candidacies"].queryset]
    note_accesses(request, [candidacy.learner for candidacy in shown_candidacies], AccessKind.LISTED)
    context = {
        "jury": jury,
        "page_obj": page,
        "form": form,
        "state": state,
        "dossiers": jury.dossiers.select_related("jury")[:3],
    }
    return render(request, "b2i/outcomes/jury/jury.html", context, status=status)


@coordinator_required
@require_POST
def candidates_add(request: HttpRequest, pk: int) -> HttpResponse:
    jury = visible_jury(request, pk)
    waiting_candidacies = readable_candidacies(request.user).waiting().filter(record__framework=jury.framework_id)
    form = CandidaciesForm(request.POST, candidacies=waiting_candidacies)
    if form.is_valid():
        candidacies = list(form.cleaned_data["candidacies"])
        note_accesses(request, [candidacy.learner for candidacy in candidacies], AccessKind.CHANGED)
        with refusals_in(form):
            assigned_count = assign_to_jury(jury=jury, candidacies=candidacies)
            plural = "s" if assigned_count > 1 else ""
            messages.success(request, f"{assigned_count}\u00a0personne{plural} mise{plural} devant ce jury.")
            if assigned_count < len(candidacies):
                messages.warning(request, "Les autres n’ont plus assez de compétences validées, ou ont changé d’avis.")
            return redirect(jury)
    return jury_page(request, jury, form=form)


@coordinator_required
@require_POST
def candidate_take_off(request: HttpRequest, pk: int) -> HttpResponse:
    candidacy = get_object_or_404(readable_candidacies(request.user).filter(jury__isnull=False), pk=pk)
    note_access(request, candidacy.learner)
    response = redirect(candidacy.jury)
    with refusals_as_messages(request):
        unassign_from_jury(candidacy=candidacy)
        messages.success(request, f"{candidacy.learner} attend une autre session de jury.")
    return response


@method_decorator(coordinator_required, name="dispatch")
class DecisionView(ServiceFormView):
    """Note the decision on one candidate, or correct it."""

    template_name = "b2i/outcomes/jury/jury_decision.html"
    form_class = DecisionForm

    def dispatch(self, request, *args, **kwargs):
        before_a_jury = readable_candidacies(request.user).filter(jury__isnull=False).select_related("jury")
        self.candidacy = get_object_or_404(before_a_jury, pk=kwargs["pk"])
        note_access(request, self.candidacy.learner)
        return super().dispatch(request, *args, **kwargs)

    def get_initial(self) -> dict:
        candidacy = self.candidacy
        names = "decision", "decided_on", "act", "attestation_number"
        return {name: getattr(candidacy, name) for name in names}

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(candidacy=self.candidacy, jury=self.candidacy.jury, **kwargs)

    def done(self, form) -> HttpResponse:
        form.save(self.candidacy, by=self.request.user)
        messages.success(self.request, f"La décision sur {self.candidacy.learner} est notée.")
        return redirect(self.candidacy.jury)
