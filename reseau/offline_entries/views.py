"""The HTTP side of offline entries: parse the request, answer entry by entry."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse, RawPostDataException

from reseau.odd_input.characters import read_json
from reseau.offline_entries.entries import MOST_ENTRIES, NOT_UNDERSTOOD
from reseau.offline_entries.ownership import owner_key


def answer_entries(
    request: HttpRequest, write: Callable[[list], list[dict]], *, owner: str | None = None
) -> HttpResponse:
    """Answer entry by entry; 409 if the page was opened by another account of the same tablet.

    `owner`: whose entries are taken, those of the person who is connected if None.
    """
    try:
        payload = read_json(request.body)
        entries, member = payload["entries"], str(payload["member"])
    except (ValueError, TypeError, KeyError, RawPostDataException):  # the last one: a form instead of JSON
        return JsonResponse({"error": NOT_UNDERSTOOD}, status=400)
    if not isinstance(entries, list) or len(entries) > MOST_ENTRIES:
        return JsonResponse({"error": NOT_UNDERSTOOD}, status=400)
    if member != (owner or owner_key(request.user)):
        return JsonResponse({"error": "Un autre compte est connecté sur cette tablette."}, status=409)
    return JsonResponse({"entries": write(entries)})
