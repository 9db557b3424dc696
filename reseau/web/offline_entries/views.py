"""The HTTP side of offline entries: parse the request, answer entry by entry."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse, RawPostDataException
from django.views.decorators.http import require_safe

from reseau.web.malformed_input.characters import read_json
from reseau.web.offline_entries.entries import MOST_ENTRIES, NOT_UNDERSTOOD
from reseau.web.offline_entries.ownership import UNNAMED, is_secret_name, owner_key, owner_secret


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


@require_safe
def owned_secret(request: HttpRequest) -> HttpResponse:
    """Answer a secret of the person who is connected: with it, their browser opens what an earlier connection left."""
    name = request.GET.get("nom", UNNAMED)
    if not is_secret_name(name):
        return JsonResponse({"error": NOT_UNDERSTOOD}, status=400)
    return JsonResponse({"member": owner_key(request.user), "secret": owner_secret(request.user, name=name)})
