"""Enrolments of a session, for coordinators: places, waiting list with its reasons, journal."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST
from django.views.generic import FormView

from formation.proof.travel.kilometres import travellers
from formation.sessions.enrolment.forms import EnrolOthersForm, ReasonForm
from formation.sessions.enrolment.models.agreement import EmployerAgreement
from formation.sessions.enrolment.models.enrolment import Enrolment, EnrolmentEvent
from formation.sessions.enrolment.services.agreements import answer_agreement
from formation.sessions.enrolment.services.enrolments import enrol, leave, put_first
from formation.sessions.enrolment.waiting_list import ordered_waiting_list, with_ranking_facts
from formation.sessions.models.session import Session
from formation.year.planning.breaches import breaches_of_session
from formation.year.planning.engagements import engagements_of_session
from formation.year.planning.models import WAIVER_REASON_LENGTH
from formation.year.session_changes.services import announce_session
from reseau.people.members.forms.people import is_key
from reseau.permissions import coordinator_required
from reseau.texts.wording import join_words
from reseau.web.refusals import refusals_as_messages, refusals_in

# Parameter of an address: keys of the people who were chosen and refused.
NOT_ENROLLED = "refus"


def manageable_sessions(user):
    sessions = Session.objects.visible_to(user).planned().with_dates().with_places().with_place()
    return sessions.prefetch_related("half_days")


@method_decorator(coordinator_required, name="dispatch")
class ParticipantsView(FormView):
    template_name = "formation/year/session_changes/participants.html"
    form_class = EnrolOthersForm

    def dispatch(self, request, *args, **kwargs):
        self.session = get_object_or_404(manageable_sessions(request.user), pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def get_initial(self) -> dict:
        """Return the people of the last request who could not be enrolled."""
        return {"members": [key for key in self.request.GET.getlist(NOT_ENROLLED) if is_key(key)]}

    def get_context_data(self, **kwargs) -> dict:
        today = timezone.localdate()
        active = self.session.enrolments.active().select_related("member").order_by("member__search_name", "pk")
        enrolments = list(with_ranking_facts(active, today))
        holding = [enrolment for enrolment in enrolments if enrolment.is_confirmed or enrolment.is_offered]
        events = EnrolmentEvent.objects.filter(enrolment__session=self.session).select_related(
            "enrolment__member", "by"
        )
        return super().get_context_data(
            session=self.session,
            holding=holding,
            travellers=travellers(self.session, holding, self.session.first_day),
            requested=[enrolment for enrolment in enrolments if enrolment.is_requested],
            waiting_list=ordered_waiting_list(self.session, enrolments, self.session.quotas.order_by("pk"), today),
            events=events.order_by("-at", "-pk"),
            **kwargs,
        )

    def form_valid(self, form):
        """Enrol members one by one; a refusal does not undo the previous ones, and stays in the form."""
        refused_keys, names_by_status = [], {}
        for member in form.cleaned_data["members"]:
            enrolment = None
            with refusals_as_messages(self.request, about=member):
                enrolment = enrol(session=self.session, member=member, by=self.request.user)
                names_by_status.setdefault(enrolment.get_status_display().lower(), []).append(str(member))
            refused_keys += [] if enrolment else [member.pk]
        for status, names in names_by_status.items():
            messages.success(self.request, f"{join_words(names)}\u00a0: {status}.")
        query = {NOT_ENROLLED: refused_keys} if refused_keys else None
        return redirect(reverse("formation:participants", args=[self.session.pk], query=query))


@method_decorator(coordinator_required, name="dispatch")
class ReasonedView(FormView):
    """A decision about one enrolment, with a reason that the member reads."""

    template_name = "formation/year/session_changes/enrolment_reason.html"
    form_class = ReasonForm
    title = button = success_message = ""

    def dispatch(self, request, *args, **kwargs):
        session = get_object_or_404(manageable_sessions(request.user), pk=kwargs["pk"])
        enrolments = Enrolment.objects.active().select_related("member").filter(session=session)
        self.enrolment = get_object_or_404(enrolments, pk=kwargs["enrolment"])
        self.enrolment.session = session
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs) -> dict:
        context = {"title": self.title, "button": self.button, "enrolment": self.enrolment}
        return super().get_context_data(session=self.enrolment.session, **context, **kwargs)

    def decide(self, reason: str) -> None:
        raise NotImplementedError

    def form_valid(self, form):
        with refusals_in(form):
            self.decide(form.cleaned_data["reason"])
            messages.success(self.request, f"{self.enrolment.member}\u00a0: {self.success_message}")
            return redirect("formation:participants", self.enrolment.session_id)
        return self.form_invalid(form)


class TakeOutView(ReasonedView):
    title, button, success_message = (
        "Désinscrire",
        "Désinscrire cette personne",
        "désinscription faite, la personne est prévenue.",
    )

    def decide(self, reason: str) -> None:
        enrolment = self.enrolment
        leave(session=enrolment.session, member=enrolment.member, by=self.request.user, reason=reason)


class NoteAgreementView(ReasonedView):
    title, button, success_message = (
        "Enregistrer l’accord de l’employeur",
        "Enregistrer l’accord",
        "l’accord a été enregistré, la personne est prévenue.",
    )

    def decide(self, reason: str) -> None:
        agreement = get_object_or_404(EmployerAgreement.objects.unanswered(), enrolment=self.enrolment)
        answer_agreement(agreement=agreement, is_agreed=True, comment=reason, by=self.request.user)


class PutFirstView(ReasonedView):
    title, button, success_message = (
        "Mettre en tête de la liste d’attente",
        "Mettre en tête",
        "en tête de la liste d’attente.",
    )

    def decide(self, reason: str) -> None:
        put_first(enrolment=self.enrolment, by=self.request.user, reason=reason)


@coordinator_required
@require_POST
def announce(request, pk: int):
    visible = Session.objects.visible_to(request.user).select_related("epm__commune", "commune", "waiver")
    session = get_object_or_404(visible, pk=pk)
    waiver_reason = request.POST.get("anyway", "").strip()[:WAIVER_REASON_LENGTH]
    if not waiver_reason and breaches_of_session(session) and not hasattr(session, "waiver"):
        messages.warning(
            request, "Une règle n’est pas respectée\u00a0: donnez en une phrase le motif de la dérogation."
        )
        return redirect(session)
    with refusals_as_messages(request):
        announce_session(session=session, by=request.user, waiver_reason=waiver_reason)
        messages.success(request, "La session est annoncée\u00a0: les membres du réseau peuvent s’inscrire.")
        for sentence in engagements_of_session(session):
            messages.warning(request, sentence)
    return redirect(session)
