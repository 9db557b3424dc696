"""What the page of an attendance sheet sends by itself: entries made with or without network, each written once."""

import json

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_POST

from formation.services import write_entries
from formation.services.entries import MOST_ENTRIES, NOT_UNDERSTOOD
from formation.views.attendance import half_day_for
from reseau.permissions import network_required


@network_required
@require_POST
def attendance_entries(request: HttpRequest, pk: int, half_day: int) -> HttpResponse:
    """Answers entry by entry. 409: the page was opened by somebody else, who has left the tablet since."""
    try:
        sent = json.loads(request.body)
        entries, member = sent["entries"], str(sent["member"])
    except (ValueError, TypeError, KeyError):
        return JsonResponse({"error": NOT_UNDERSTOOD}, status=400)
    if not isinstance(entries, list) or len(entries) > MOST_ENTRIES:
        return JsonResponse({"error": NOT_UNDERSTOOD}, status=400)
    if member != str(request.user.pk):
        return JsonResponse({"error": "Un autre compte est connecté sur cette tablette."}, status=409)
    found = half_day_for(request.user, pk, half_day)
    return JsonResponse({"entries": write_entries(half_day=found, sent=entries, by=request.user)})
