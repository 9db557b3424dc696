"""Kilometres driven to trainings: the user's own, and for planners those of a year, by person."""

from dataclasses import dataclass

from django.http import Http404
from django.utils.decorators import method_decorator
from django.views.generic import ListView, TemplateView

from formation.offer.annual_plan.models import has_page
from formation.permissions import demand_readers
from formation.proof.travel.kilometres import travel_of, year_of_travel
from formation.proof.travel.volunteering import Volunteering, drives_of
from reseau.people.members.models.member import Member
from reseau.permissions import network_required, watched_territories


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
