"""Papers of a volunteer: mission order for a session to come, mileage sheet of a year.

The user's own, or of any member of the network for coordinators.
"""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from formation.enrolment.models.enrolment import Enrolment
from formation.permissions import may_read_training_record, members_with_readable_record
from formation.travel.volunteer_papers import mileage_sheet, mission_order
from formation.travel.volunteering import Volunteering, drives_of, drives_to_come, rate_of
from reseau.papers.responses import paper_response
from reseau.permissions import network_required


@network_required
@require_safe
def mission_pdf(request: HttpRequest, pk: int, enrolment: int | None = None) -> HttpResponse:
    """The mission order for an announced session that is not over; the user's own without `enrolment`."""
    lookup = {"member": request.user} if enrolment is None else {"pk": enrolment}
    enrolments = (
        Enrolment.objects.confirmed()
        .visible_to(request.user)
        .select_related("member", "session__training", "session__epm__commune", "session__commune")
    )
    enrolment = get_object_or_404(enrolments.prefetch_related("session__half_days"), session=pk, **lookup)
    session = enrolment.session
    if not may_read_training_record(request.user, enrolment.member) or not session.is_open or session.is_over:
        raise Http404
    drives = drives_to_come(session, Volunteering.of(enrolment.member))
    if not drives:
        raise Http404
    return paper_response(request, mission_order(enrolment, drives), name="ordre-de-mission.pdf")


@network_required
@require_safe
def mileage_pdf(request: HttpRequest, year: int, pk: int | None = None) -> HttpResponse:
    member = request.user if pk is None else get_object_or_404(members_with_readable_record(request.user), pk=pk)
    drives = drives_of(member, Volunteering.of(member), year)
    if not drives:
        raise Http404
    paper = mileage_sheet(member, year, drives, rate_of(year))
    return paper_response(request, paper, name=f"frais-kilometriques-{year}.pdf")
