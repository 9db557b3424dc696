"""Kilometres driven to trainings, mission orders, mileage sheets of volunteers."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_safe
from django.views.generic import ListView, TemplateView, UpdateView

from formation.offer.annual_plan.models import has_page
from formation.permissions import demand_readers, may_read_training_record, members_with_readable_record
from formation.proof.signatories.models import Signatory
from formation.proof.travel.forms import MissionForm
from formation.proof.travel.kilometres import travel_of, year_of_travel
from formation.proof.travel.mission_order import mission_order
from formation.proof.travel.models import Mission
from formation.proof.travel.router import route_between
from formation.proof.travel.services import prepare_mission
from formation.proof.travel.volunteer_papers import mileage_sheet
from formation.proof.travel.volunteering import Drive, Volunteering, drives_of, drives_to_come, rate_of
from formation.sessions.distance import place_of, point_of
from formation.sessions.enrolment.models.enrolment import Enrolment
from reseau.documents.papers.responses import paper_response
from reseau.people.members.models.member import Member
from reseau.permissions import network_required, watched_territories
from reseau.web.refusals import refusals_in


# Kilometres driven to trainings: the user's own, and for planners those of a year, by person.
@dataclass(frozen=True, slots=True)
class MemberTravel:
    member: Member
    territory: str
    days: int
    kilometres: float


@method_decorator(network_required, name="dispatch")
class OwnTravelView(TemplateView):
    """The user's own kilometres, year by year."""

    template_name = "formation/proof/travel/own_travel.html"

    def get_context_data(self, **kwargs) -> dict:
        user = self.request.user
        drives = drives_of(user, Volunteering.of(user))
        return super().get_context_data(
            years=travel_of(user),
            gives_trainings=hasattr(user, "trainer_profile"),
            mileage_years=sorted({drive.day.year for drive in drives}, reverse=True),
            is_self=True,
            **kwargs,
        )


@method_decorator(demand_readers, name="dispatch")
class TravelView(ListView):
    template_name = "formation/proof/travel/travel.html"
    paginate_by = 50

    def get_queryset(self) -> list[MemberTravel]:
        if not has_page(self.kwargs["year"]):
            raise Http404
        names = dict(watched_territories(self.request.user).values_list("pk", "name"))
        travels = [travel for travel in year_of_travel(self.kwargs["year"]) if travel.territory_id in names]
        members = Member.objects.in_bulk([travel.member_id for travel in travels])
        lines = [
            MemberTravel(members[travel.member_id], names[travel.territory_id], travel.days, travel.kilometres)
            for travel in travels
        ]
        return sorted(lines, key=lambda line: (-line.kilometres, line.member.search_name, line.member.pk))

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(year=self.kwargs["year"], **kwargs)


# A mission order: what the person says of the journey, then the paper that the authority signs before it.
#
# The user's own, or of any member of the network for coordinators.
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


# The mileage sheet of a volunteer for a year.
#
# The user's own, or of any member of the network for coordinators.
@network_required
@require_safe
def mileage_pdf(request: HttpRequest, year: int, pk: int | None = None) -> HttpResponse:
    member = request.user if pk is None else get_object_or_404(members_with_readable_record(request.user), pk=pk)
    drives = drives_of(member, Volunteering.of(member), year)
    if not drives:
        raise Http404
    paper = mileage_sheet(member, year, drives, rate_of(year))
    return paper_response(request, paper, name=f"frais-kilometriques-{year}.pdf")
