"""The training record of a member: sessions to come and followed, skills, kits; PDF and JSON exports.

The user's own, or of any member of the network for coordinators.
"""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView

from formation.permissions import members_with_readable_record
from formation.proof.evaluation.access import evaluation_path, evaluations_due
from formation.proof.records.record_export import record_data, record_paper
from formation.proof.records.training_record import (
    TrainingTime,
    kit_uses,
    skills_of_trainings_followed,
    total,
    training_record,
    training_years,
    upcoming_and_past_enrolments,
)
from formation.proof.travel.volunteering import Volunteering, with_main_position
from formation.sessions.enrolment.models.enrolment import Enrolment
from formation.sessions.enrolment.waiting_list import waiting_lists
from reseau.documents.papers.responses import paper_response
from reseau.people.members.models.member import Member
from reseau.permissions import network_required

FILE_NAME = "parcours-de-formation"


@method_decorator(network_required, name="dispatch")
class MyTrainingView(TemplateView):
    """Sessions to come, and the past ones of one year: the year asked for, or the latest with some."""

    template_name = "formation/proof/records/mine.html"

    @cached_property
    def member(self) -> Member:
        return record_holder(self.request, self.kwargs.get("pk"))

    def get_context_data(self, **kwargs) -> dict:
        self.upcoming, self.past = upcoming_and_past_enrolments(self.member)
        time_by_year, user = training_years(self.member), self.request.user
        years = {year: time_by_year.get(year, TrainingTime(0, 0)) for year in self.years_with_sessions()}
        year = self.year_asked(years)
        return super().get_context_data(
            member=self.member,
            is_self=self.member == user,
            coming=self.upcoming_with_ranks(),
            followed=[enrolment for enrolment in self.past if enrolment.first_day.year == year],
            year=year,
            years=years,
            time=total(time_by_year),
            skills=skills_of_trainings_followed(self.member),
            kit=kit_uses(self.member, user),
            due=self.evaluations_due_with_paths() if self.member == user else [],
            mileage_years=self.mark_missions(),
            **kwargs,
        )

    def years_with_sessions(self) -> list[int]:
        """Return the years in which past sessions began, latest first."""
        return sorted({enrolment.first_day.year for enrolment in self.past}, reverse=True)

    def year_asked(self, years: Iterable[int]) -> int | None:
        """Return the year of the address if it has sessions, else the latest; None without any session."""
        asked = self.request.GET.get("annee", "")
        return next((year for year in years if str(year) == asked), next(iter(years), None))

    def upcoming_with_ranks(self) -> list[Enrolment]:
        lines = waiting_lists(enrolment.session for enrolment in self.upcoming if enrolment.is_waiting)
        turns = {turn.enrolment.pk: turn for line in lines.values() for turn in line}
        for enrolment in self.upcoming:
            enrolment.turn = turns.get(enrolment.pk)
        return self.upcoming

    def mark_missions(self) -> list[int]:
        """Set `has_mission` on the sessions to come; return the years with a mileage sheet, latest first.

        By the positions held today. Former volunteers find theirs among their kilometres.
        """
        volunteering = Volunteering.today(self.member)
        for enrolment in self.upcoming:
            travels = enrolment.is_confirmed and enrolment.session.is_open and not enrolment.session.is_remote
            position = volunteering.on(enrolment.first_day)
            enrolment.has_mission = travels and position is not None and position.epm_id != enrolment.session.epm_id
        enrolments_with_travel = [enrolment for enrolment in self.past if not enrolment.session.is_remote]
        days = [day for enrolment in enrolments_with_travel for day in enrolment.statement.days]
        return sorted({day.year for day in days if volunteering.on(day)}, reverse=True)

    def evaluations_due_with_paths(self) -> list[tuple]:
        """Sessions that the member may still evaluate, each with the URL of the form."""
        due_evaluations = evaluations_due(self.member, timezone.localdate())
        return [(session, moment, evaluation_path(session, moment)) for session, moment in due_evaluations]


@network_required
@require_safe
def record_pdf(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    paper = record_paper(training_record(record_holder(request, pk), request.user))
    return paper_response(request, paper, name=f"{FILE_NAME}.pdf")


@network_required
@require_safe
def record_json(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    data = record_data(training_record(record_holder(request, pk), request.user))
    options = {"ensure_ascii": False, "indent": 2}
    response = JsonResponse(data, json_dumps_params=options)
    response["Content-Disposition"] = f'attachment; filename="{FILE_NAME}.json"'
    return response


def record_holder(request: HttpRequest, pk: int | None) -> Member:
    """Return the member with this key, or the user without `pk`. Raises Http404 if the user may not read the record."""
    if pk is None:
        return request.user
    return get_object_or_404(with_main_position(members_with_readable_record(request.user)), pk=pk)
