"""A member's record of training: what comes, what she followed, what she made of it; on paper and as data.

One's own, and for a coordinator that of any member of the network.
"""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views.decorators.http import require_safe
from django.views.generic import ListView

from formation.enrolment.models.enrolment import Enrolment
from formation.enrolment.waiting_list import lines_of
from formation.evaluation.access import evaluation_path, evaluations_due
from formation.permissions import may_read_training_record
from formation.records.export import record_data, record_paper
from formation.records.training_record import (
    coming_and_followed,
    kit_uses,
    skills_met,
    total,
    training_record,
    training_years,
)
from formation.travel.volunteering import Volunteering, with_main_position
from reseau.members.models.member import Member
from reseau.papers.responses import paper_response
from reseau.permissions import network_required

FILE_NAME = "parcours-de-formation"


@method_decorator(network_required, name="dispatch")
class MyTrainingView(ListView):
    """Twenty sessions a page; what sums them up is on each."""

    template_name = "formation/records/mine.html"
    context_object_name = "followed"
    paginate_by = 20

    @cached_property
    def member(self) -> Member:
        return whose(self.request, self.kwargs.get("pk"))

    def get_queryset(self) -> list[Enrolment]:
        """All of them at once: nobody follows so many that counting them first would be worth a query."""
        self.coming, self.followed = coming_and_followed(self.member)
        return self.followed

    def get_context_data(self, **kwargs) -> dict:
        years, user = training_years(self.member), self.request.user
        return super().get_context_data(
            member=self.member,
            is_self=self.member == user,
            coming=self.with_turns(),
            years=years,
            time=total(years),
            skills=skills_met(self.member),
            kit=kit_uses(self.member, user),
            due=self.due() if self.member == user else [],
            mileage_years=self.with_papers_of_a_volunteer(),
            **kwargs,
        )

    def with_turns(self) -> list[Enrolment]:
        lines = lines_of(enrolment.session for enrolment in self.coming if enrolment.is_waiting)
        turns = {turn.enrolment.pk: turn for line in lines.values() for turn in line}
        for enrolment in self.coming:
            enrolment.turn = turns.get(enrolment.pk)
        return self.coming

    def with_papers_of_a_volunteer(self) -> list[int]:
        """Fills `has_mission` of what comes; returns the years of her mileage sheets, the latest first.

        By the positions that she holds today; former volunteers find theirs among their travels.
        """
        volunteering = Volunteering.today(self.member)
        for enrolment in self.coming:
            goes = enrolment.is_confirmed and enrolment.session.is_open and not enrolment.session.is_remote
            enrolment.has_mission = goes and volunteering.on(enrolment.first_day) is not None
        driven = [one for one in self.followed if not one.session.is_remote]
        days = [day for enrolment in driven for day in enrolment.statement.days]
        return sorted({day.year for day in days if volunteering.on(day)}, reverse=True)

    def due(self) -> list[tuple]:
        """The sessions that she may still judge, each with the address where she does."""
        found = evaluations_due(self.member, timezone.localdate())
        return [(session, moment, evaluation_path(session, moment)) for session, moment in found]


@network_required
@require_safe
def record_pdf(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    paper = record_paper(training_record(whose(request, pk), request.user))
    return paper_response(request, paper, name=f"{FILE_NAME}.pdf")


@network_required
@require_safe
def record_json(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    data = record_data(training_record(whose(request, pk), request.user))
    options = {"ensure_ascii": False, "indent": 2}
    response = JsonResponse(data, json_dumps_params=options)
    response["Content-Disposition"] = f'attachment; filename="{FILE_NAME}.json"'
    return response


def whose(request: HttpRequest, pk: int | None) -> Member:
    """The member of the network whose record is asked for; the one who asks, without `pk`."""
    if pk is None:
        return request.user
    member = get_object_or_404(with_main_position(Member.objects.known_to(request.user)), pk=pk)
    if not may_read_training_record(request.user, member):
        raise Http404
    return member
