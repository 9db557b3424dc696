"""Enrolment of a member on a session, and the page of an employer who is asked to agree."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from django.views.generic import FormView

from formation.sessions.enrolment.convocation_paper import FILE_NAME, convocation_paper
from formation.sessions.enrolment.forms import AgreementForm
from formation.sessions.enrolment.models.agreement import EmployerAgreement
from formation.sessions.enrolment.models.enrolment import Enrolment
from formation.sessions.enrolment.services.agreements import answer_agreement
from formation.sessions.enrolment.services.enrolments import enrol, leave
from formation.sessions.enrolment.services.offers import accept_offer, decline_offer
from formation.sessions.enrolment.waiting_list import turn_of
from formation.sessions.models.session import Session
from reseau.documents.papers.responses import paper_response
from reseau.permissions import network_required
from reseau.web.refusals import refusals_as_messages, refusals_in
from reseau.web.signed_links import row_behind


# Actions of a member on a session: enrol, leave, answer an offer, get the convocation.
@network_required
@require_POST
def enrol_me(request, pk: int):
    session = get_object_or_404(Session.objects.visible_to(request.user), pk=pk)
    with refusals_as_messages(request):
        enrolment = enrol(session=session, member=request.user)
        messages.success(request, _answer_to(enrolment))
    return redirect(session)


def _answer_to(enrolment: Enrolment) -> str:
    if enrolment.is_confirmed:
        return "Votre inscription est enregistrée\u00a0: votre place est gardée."
    if enrolment.is_waiting:
        turn = turn_of(enrolment)
        return f"Il n’y a plus de place pour vous\u00a0: {turn.words}. Une alerte vous dira si une place se libère."
    return f"{enrolment.state_words}."


@network_required
@require_POST
def leave_session(request, pk: int):
    session = get_object_or_404(Session.objects.visible_to(request.user), pk=pk)
    with refusals_as_messages(request):
        leave(session=session, member=request.user)
        messages.success(request, "Votre inscription est annulée. Merci d’avoir libéré la place.")
    return redirect(session)


@network_required
@require_POST
def answer_offer(request, pk: int):
    """« oui » accepts the offer, anything else declines it."""
    session = get_object_or_404(Session.objects.visible_to(request.user), pk=pk)
    takes_it = request.POST.get("reponse") == "oui"
    with refusals_as_messages(request):
        if takes_it:
            accept_offer(session=session, member=request.user)
            messages.success(request, "La place est à vous\u00a0: votre inscription est enregistrée.")
        else:
            decline_offer(session=session, member=request.user)
            messages.success(request, "C’est noté\u00a0: la place va à la personne suivante.")
    return redirect(session)


@network_required
@require_safe
def convocation(request: HttpRequest, pk: int) -> HttpResponse:
    own_sessions = Enrolment.objects.confirmed().of(request.user).values("session")
    sessions = Session.objects.visible_to(request.user).announced().filter(pk__in=own_sessions)
    sessions = sessions.select_related("training", "epm__commune", "commune", "created_by")
    session = get_object_or_404(sessions.prefetch_related("half_days", "trainers__member"), pk=pk)
    return paper_response(request, convocation_paper(session, request.user, day=timezone.localdate()), name=FILE_NAME)


# The page of an employer, behind the link of the mail: the request and two buttons. No account.
@method_decorator([login_not_required, never_cache], name="dispatch")
class AgreementView(FormView):
    template_name = "formation/sessions/agreement.html"
    form_class = AgreementForm

    def dispatch(self, request, *args, **kwargs):
        agreements = EmployerAgreement.objects.select_related(
            "enrolment__member",
            "enrolment__session__training",
            "enrolment__session__epm__commune",
            "enrolment__session__commune",
        )
        self.agreement = row_behind(agreements, kwargs["token"])
        if self.agreement is None:
            raise Http404
        response = super().dispatch(request, *args, **kwargs)
        response["X-Robots-Tag"] = "noindex"
        response["Referrer-Policy"] = "no-referrer"
        return response

    def get_context_data(self, **kwargs) -> dict:
        session = self.agreement.enrolment.session
        is_open = self.agreement.enrolment.is_requested and session.is_open and not session.has_begun()
        context = {"agreement": self.agreement, "session": session, "half_days": session.half_days.all()}
        return super().get_context_data(is_open=is_open, **context, **kwargs)

    def form_valid(self, form):
        """The first answer stands: a second click shows it."""
        with refusals_in(form):
            answer_agreement(
                agreement=self.agreement,
                is_agreed=self.request.POST.get("reponse") == "oui",
                comment=form.cleaned_data["comment"],
            )
            return redirect(self.agreement)
        self.agreement.refresh_from_db()
        return self.form_invalid(form)
