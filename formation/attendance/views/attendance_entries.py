"""What the page of an attendance sheet sends by itself: entries made with or without network, each written once."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from formation.attendance.services.entries import write_entries
from formation.attendance.views.attendance import half_day_for
from reseau.offline_entries.views import answer_entries
from reseau.permissions import network_required


@network_required
@require_POST
def attendance_entries(request: HttpRequest, pk: int, half_day: int) -> HttpResponse:
    """Answers entry by entry."""
    found = half_day_for(request.user, pk, half_day)
    return answer_entries(request, lambda sent: write_entries(half_day=found, sent=sent, by=request.user))
