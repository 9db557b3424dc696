"""Car sharing to a session: the page of its participants and trainers, and the actions of that page."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views.decorators.http import require_POST
from django.views.generic import FormView

from formation.sessions.carpool.forms import RideForm
from formation.sessions.carpool.neighbours import departure_commune, sharing_of
from formation.sessions.carpool.permissions import may_share_ride
from formation.sessions.carpool.services import answer_ride, ask_ride, stop_ride, withdraw_ride
from formation.sessions.models.session import Session
from reseau.permissions import network_required
from reseau.web.refusals import refusals_as_messages


def session_to_share(request, pk: int) -> Session:
    """Return the session, if the user travels to it. Raises Http404 otherwise, for coordinators too."""
    sessions = Session.objects.visible_to(request.user).with_dates()
    sessions = sessions.select_related("training", "epm__commune", "commune").prefetch_related("half_days")
    session = get_object_or_404(sessions, pk=pk)
    if not may_share_ride(request.user, session) or session.is_over:
        raise Http404
    return session


@method_decorator(network_required, name="dispatch")
class RidesView(FormView):
    template_name = "formation/sessions/carpool/rides.html"
    form_class = RideForm

    @cached_property
    def session(self) -> Session:
        return session_to_share(self.request, self.kwargs["pk"])

    @cached_property
    def sharing(self):
        return sharing_of(self.session, self.request.user)

    def get_form_kwargs(self) -> dict:
        data = {"data": self.request.POST} if self.request.method == "POST" else {}
        return data | {"session": self.session, "member": self.request.user, "ride": self.sharing.mine}

    def get_context_data(self, **kwargs) -> dict:
        session = self.session
        return super().get_context_data(
            session=session,
            sharing=self.sharing,
            commune=departure_commune(self.request.user),
            has_begun=session.has_begun(),
            **kwargs,
        )

    def form_valid(self, form):
        if form.save() is None:
            return self.form_invalid(form)
        messages.success(self.request, "C’est noté. Les communes voisines qui répondent sont ci-dessous.")
        return redirect("formation:rides", self.session.pk)


def _perform(request, pk: int, success_message: str, action) -> object:
    """Run `action`, then redirect to the page with `success_message`, or with the refusal."""
    session = session_to_share(request, pk)
    with refusals_as_messages(request):
        action(session)
        messages.success(request, success_message)
    return redirect("formation:rides", pk)


@network_required
@require_POST
def withdraw_my_ride(request, pk: int):
    success_message = "Votre proposition est retirée."
    return _perform(request, pk, success_message, lambda session: withdraw_ride(session=session, member=request.user))


@network_required
@require_POST
def ask_neighbour(request, pk: int, ride: int):
    success_message = "Demande envoyée\u00a0: une alerte vous dira la réponse."
    return _perform(
        request,
        pk,
        success_message,
        lambda session: ask_ride(session=session, member=request.user, neighbour_ride=ride),
    )


@network_required
@require_POST
def answer_neighbour(request, pk: int, ride_request: int):
    """« oui » accepts, anything else declines."""
    accepts = request.POST.get("reponse") == "oui"
    acceptance_message = "C’est convenu. Vous voyez maintenant avec qui, et comment vous joindre."
    success_message = acceptance_message if accepts else "C’est noté\u00a0: la personne ne saura pas qui vous êtes."

    def answer(session: Session) -> None:
        answer_ride(session=session, member=request.user, request_pk=ride_request, accepts=accepts)

    return _perform(request, pk, success_message, answer)


@network_required
@require_POST
def stop_sharing(request, pk: int, ride_request: int):
    success_message = "C’est annulé."
    return _perform(
        request,
        pk,
        success_message,
        lambda session: stop_ride(session=session, member=request.user, request_pk=ride_request),
    )
