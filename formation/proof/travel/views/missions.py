"""A mission order: what the person says of the journey, then the paper that the authority signs before it.

The user's own, or of any member of the network for coordinators.
"""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_safe
from django.views.generic import UpdateView

from formation.permissions import may_read_training_record
from formation.proof.signatories.models import Signatory
from formation.proof.travel.forms import MissionForm
from formation.proof.travel.mission_order import mission_order
from formation.proof.travel.models import Mission
from formation.proof.travel.router import route_between
from formation.proof.travel.services import prepare_mission
from formation.proof.travel.volunteering import Drive, Volunteering, drives_to_come
from formation.sessions.distance import place_of, point_of
from formation.sessions.enrolment.models.enrolment import Enrolment
from reseau.documents.papers.responses import paper_response
from reseau.permissions import network_required
from reseau.web.refusals import refusals_in


def journey_for(user, pk: int, enrolment: int | None) -> tuple[Enrolment, list[Drive]]:
    """Return the enrolment and its drives to an announced session that is not over, or raise Http404.

    The user's own without `enrolment`.
    """
    lookup = {"member": user} if enrolment is None else {"pk": enrolment}
    enrolments = (
        Enrolment.objects.confirmed()
        .visible_to(user)
        .select_related(
            "member", "mission__signatory", "session__training", "session__epm__commune", "session__commune"
        )
    )
    enrolment = get_object_or_404(enrolments.prefetch_related("session__half_days"), session=pk, **lookup)
    session = enrolment.session
    if not may_read_training_record(user, enrolment.member) or not session.is_open or session.is_over:
        raise Http404
    drives = drives_to_come(session, Volunteering.of(enrolment.member))
    if not drives:
        raise Http404
    return enrolment, drives


@method_decorator(network_required, name="dispatch")
class MissionView(UpdateView):
    """Say how one travels; the order is then a PDF to have signed."""

    template_name = "formation/proof/travel/mission.html"
    form_class = MissionForm

    def dispatch(self, request, *args, **kwargs):
        self.enrolment, self.drives = journey_for(request.user, kwargs["pk"], kwargs.get("enrolment"))
        self.session = self.enrolment.session
        self.route = route_between(place_of(self.drives[0].position.epm), point_of(self.session))
        return super().dispatch(request, *args, **kwargs)

    def get_object(self, queryset=None) -> Mission:
        return getattr(self.enrolment, "mission", None) or Mission(minutes=self.route.minutes)

    def get_context_data(self, **kwargs) -> dict:
        names, keys = "formation:mission", [self.session.pk]
        if "enrolment" in self.kwargs:
            names, keys = "formation:mission_of", [self.session.pk, self.enrolment.pk]
        return super().get_context_data(
            session=self.session,
            member=self.enrolment.member,
            start=self.drives[0].start,
            route=self.route,
            round_trip=round(2 * self.route.kilometres),
            signatory=self.object.signatory or Signatory.objects.on(timezone.localdate()),
            pdf=reverse(names, args=keys),
            is_prepared=self.object.pk is not None and self.object.signatory is not None,
            **kwargs,
        )

    def form_valid(self, form):
        with refusals_in(form):
            prepare_mission(enrolment=self.enrolment, mission=form.instance, route=self.route)
            messages.success(self.request, "L’ordre de mission est prêt\u00a0: faites-le signer avant de partir.")
            return redirect(self.request.path)
        return self.form_invalid(form)


@network_required
@require_safe
def mission_pdf(request: HttpRequest, pk: int, enrolment: int | None = None) -> HttpResponse:
    """The paper, once the journey is described and somebody signs; else the page that says what lacks."""
    keys = [pk] if enrolment is None else [pk, enrolment]
    enrolment, drives = journey_for(request.user, pk, enrolment)
    mission = getattr(enrolment, "mission", None)
    if mission is None or mission.signatory is None:
        return redirect("formation:mission_form" if len(keys) == 1 else "formation:mission_form_of", *keys)
    paper = mission_order(mission, drives)
    return paper_response(request, paper, name="ordre-de-mission.pdf")
