"""What a page sends by itself, read and answered for whichever application writes it."""

import json
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse

from reseau.offline_entries.entries import MOST_ENTRIES, NOT_UNDERSTOOD


def answer_entries(request: HttpRequest, write: Callable[[list], list[dict]]) -> HttpResponse:
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
    return JsonResponse({"entries": write(entries)})
