"""Pages for what the machine refuses: a full disk, a database or a storage that does not answer.

Django calls `answer_error` for what no view expects. It asks nothing of the database: that may be what is missing.
"""

import errno
import sys
from dataclasses import dataclass
from http import HTTPStatus

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string

FULL_DISK = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
FULL_DATABASE = ("database or disk is full", "No space left on device")
# Of PostgreSQL: the disk of the server is full.
DISK_FULL_STATE = "53100"
MINUTE = "60"


@dataclass(frozen=True)
class Trouble:
    """`words`: for who takes care of the site; `title` and `lead`: for who wanted a page."""

    status: HTTPStatus
    words: str
    title: str
    lead: str


FULL = Trouble(
    HTTPStatus.INSUFFICIENT_STORAGE,
    "disque plein",
    "Il n’y a plus de place pour écrire.",
    "Ce n’est pas vous\u00a0: le disque du site est plein. Ce que vous venez d’envoyer n’est pas enregistré, mais ce"
    " qui l’était déjà est gardé.",
)
AWAY = Trouble(
    HTTPStatus.SERVICE_UNAVAILABLE,
    "ne répond pas",
    "Le site reprend son souffle.",
    "Ce n’est pas vous\u00a0: une partie du site ne répond pas. Ce qui était enregistré est gardé. Ce que vous venez"
    " d’envoyer ne l’est peut-être pas\u00a0: réessayez dans une minute, et regardez d’abord s’il y est.",
)


def trouble_of(error: BaseException | None) -> Trouble | None:
    """Return the trouble of the machine behind an error, or None if the fault lies elsewhere."""
    while error is not None:
        if isinstance(error, OSError) and error.errno in FULL_DISK:
            return FULL
        if isinstance(error, OperationalError | InterfaceError):
            state = getattr(error.__cause__, "sqlstate", None)
            is_full = state == DISK_FULL_STATE or any(words in str(error) for words in FULL_DATABASE)
            return FULL if is_full else AWAY
        # The client of a remote storage: it is loaded only where there is one.
        if type(error).__module__.startswith("botocore."):
            return AWAY
        error = error.__cause__ or error.__context__
    return None


def answer_error(request: HttpRequest) -> HttpResponse:
    """Return the page of an error: 507 on a full disk, 503 if a part of the site is away, 500 for what we did wrong."""
    trouble = trouble_of(sys.exc_info()[1])
    status = trouble.status if trouble else HTTPStatus.INTERNAL_SERVER_ERROR
    headers = {"Retry-After": MINUTE} if trouble is AWAY else {}
    if request.get_preferred_type(["text/html", "application/json"]) == "application/json":
        return JsonResponse({"ok": False}, status=status, headers=headers)
    context = {"title": trouble.title, "lead": trouble.lead} if trouble else {}
    return HttpResponse(render_to_string("500.html", context), status=status, headers=headers)
