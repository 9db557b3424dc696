"""Actions of a member on a session: enrol, leave, answer an offer, get the convocation."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from formation.sessions.enrolment.convocation_paper import FILE_NAME, convocation_paper
from formation.sessions.enrolment.models.enrolment import Enrolment
from formation.sessions.enrolment.services.enrolments import enrol, leave
from formation.sessions.enrolment.services.offers import accept_offer, decline_offer
from formation.sessions.enrolment.waiting_list import turn_of
from formation.sessions.models.session import Session
from reseau.documents.papers.responses import paper_response
from reseau.permissions import network_required
from reseau.web.refusals import refusals_as_messages


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
