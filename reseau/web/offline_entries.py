"""Entries that a page queued without network, each written once (`static/js/offline-queue.js`).

Each entry carries a UUID made by the page, so that sending it again writes nothing, and its age in seconds, since the
clock of a tablet may be wrong but runs evenly. The rest of an entry belongs to the application that writes it.
"""

import datetime
import re
import uuid
from collections.abc import Callable
from enum import StrEnum

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse, RawPostDataException
from django.utils.crypto import salted_hmac
from django.views.decorators.http import require_safe

from reseau.web.malformed_input import read_json

# Whose is what a browser keeps for a person: drafts, entries that wait for the network, kept pages, typed forms.
#
# Computers are shared. Each of these bears the key of its owner, which names nobody; the page of somebody else
# neither shows nor sends it. What stays when the person leaves is encrypted with one of their secrets. Each
# connection has its own: a secret that somebody saw opens nothing of another day. The site keeps none, and gives
# each back to its owner.
KEY_LENGTH = 24
SECRET_NAME = re.compile(r"[0-9a-f]{16,32}")
# What was encrypted before secrets had a name.
UNNAMED = ""


def owner_key(user: AbstractBaseUser) -> str:
    """Return the word by which a browser knows what is of `user`; it does not lead back to them."""
    return salted_hmac("reseau.owner_key", str(user.pk), algorithm="sha256").hexdigest()[:KEY_LENGTH]


def is_secret_name(name: str) -> bool:
    """Whether a browser may have given this name to a secret; before secrets had one, it was empty."""
    return name == UNNAMED or bool(SECRET_NAME.fullmatch(name))


def owner_secret(user: AbstractBaseUser, *, name: str) -> str:
    """Return the key of 256 bits, in hexadecimal, by which the browser of `user` encrypts what bears this name."""
    salt = f"reseau.owner_secret:{name}" if name else "reseau.owner_secret"
    return salted_hmac(salt, str(user.pk), algorithm="sha256").hexdigest()


MOST_ENTRIES = 200
OLDEST = datetime.timedelta(days=60)
NOT_UNDERSTOOD = "Demande incomprise."


class EntryOutcome(StrEnum):
    """Outcome of an entry. The page drops the first two, and keeps a refused one until somebody decides."""

    WRITTEN = "written"
    ALREADY = "already"
    REFUSED = "refused"


def read_key(entry: dict) -> uuid.UUID:
    """Return the key of the entry. Raises `ValidationError` if it is malformed."""
    try:
        return uuid.UUID(str(entry.get("key")))
    except ValueError as error:
        raise ValidationError(NOT_UNDERSTOOD) from error


def read_moment(entry: dict, *, now: datetime.datetime) -> datetime.datetime:
    """Return when the entry was made, by the clock of the site. Raises `ValidationError`."""
    age = entry.get("age", 0)
    if not isinstance(age, int | float):
        raise ValidationError(NOT_UNDERSTOOD)
    return now - min(datetime.timedelta(seconds=max(0, min(age, OLDEST.total_seconds()))), OLDEST)


def answer_each(
    entries: list, *, write: Callable[[dict], EntryOutcome], is_replaceable: Callable[[dict], bool] = lambda entry: True
) -> list[dict]:
    """Return the outcome of each entry, in the same order, with the reason of a refusal.

    Among entries about the same thing for which `is_replaceable` holds, only the last one counts, so that sending a
    queue twice gives the same result.
    """
    last_ranks = {
        entry.get("about"): rank
        for rank, entry in enumerate(entries)
        if isinstance(entry, dict) and is_replaceable(entry)
    }
    return [_answer(entry, rank, last_ranks, write) for rank, entry in enumerate(entries)]


def _answer(entry: object, rank: int, last_ranks: dict, write: Callable[[dict], EntryOutcome]) -> dict:
    key = str(entry.get("key", "")) if isinstance(entry, dict) else ""
    try:
        if not isinstance(entry, dict) or not isinstance(entry.get("about"), str):
            raise ValidationError(NOT_UNDERSTOOD)
        if last_ranks.get(entry["about"], rank) != rank:
            return {"key": key, "state": EntryOutcome.ALREADY}
        return {"key": key, "state": write(entry)}
    except ValidationError as refusal:
        return {"key": key, "state": EntryOutcome.REFUSED, "why": " ".join(refusal.messages)}


# The HTTP side of offline entries: parse the request, answer entry by entry.
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
