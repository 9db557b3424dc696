"""What the script of a form hears when it saves a draft (static/js/message-draft.js), for any form that keeps one."""

from collections.abc import Callable

from django.http import HttpRequest, JsonResponse
from django.utils import timezone

from forums.messages.drafts.services import DraftGoneError, OtherDraftError
from reseau.web.refusals import refusal_texts


def answer_draft(request: HttpRequest, keep: Callable) -> JsonResponse:
    """Answer the `version` kept and its hour, `other` when another text is kept, `gone`, or an `error` in words.

    `keep`: called with the last version that the window knows, None when its text is to replace the other; it returns
    the row that is kept, or None.
    """
    draft = None
    try:
        with refusal_texts() as texts:
            draft = keep(_seen_version(request))
    except OtherDraftError as other:
        return JsonResponse({"other": _hour_of(other.saved)})
    except DraftGoneError:
        return JsonResponse({"gone": True})
    if texts:
        return JsonResponse({"error": texts[0]})
    return JsonResponse({"version": draft.version if draft else 0, "at": _hour_of(timezone.now())})


def _seen_version(request: HttpRequest) -> int | None:
    version = request.POST.get("version", "")
    if "force" in request.POST:
        return None
    return int(version) if version.isdecimal() and len(version) < 10 else 0


def _hour_of(moment) -> str:
    return timezone.localtime(moment).strftime("%H\u00a0h\u00a0%M").removeprefix("0")
