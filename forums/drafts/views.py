"""Drafts of messages: saved by the script of the form, given up by its button."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from forums.drafts import services
from forums.drafts.models import FIELDS
from forums.drafts.services import DraftGoneError, OtherDraftError
from forums.files.kept_files import KeptFiles
from forums.forums.models import Forum
from forums.topics.models import Topic
from reseau.permissions import network_required
from reseau.refusals import refusal_texts


def place_of(user, forum: str, topic: str | None) -> dict:
    """Return where a draft is written: a topic that `user` sees, or a forum."""
    if topic:
        return {"topic": get_object_or_404(Topic.objects.visible_to(user), forum__slug=forum, slug=topic)}
    return {"forum": get_object_or_404(Forum.objects.visible_to(user), slug=forum)}


@require_POST
@network_required
def keep(request: HttpRequest, forum: str, topic: str | None = None) -> JsonResponse:
    """Answer the `version` kept and its hour, `other` when another text is kept, `gone`, or an `error` in words."""
    typed = {name: request.POST.get(name, "").replace("\r\n", "\n") for name in FIELDS}
    draft = None
    try:
        with refusal_texts() as texts:
            draft = services.keep_draft(
                member=request.user,
                place=place_of(request.user, forum, topic),
                typed=typed,
                files=KeptFiles.of_request(request).files,
                seen=_seen_version(request),
            )
    except OtherDraftError as other:
        return JsonResponse({"other": hour_of(other.saved)})
    except DraftGoneError:
        return JsonResponse({"gone": True})
    if texts:
        return JsonResponse({"error": texts[0]})
    return JsonResponse({"version": draft.version if draft else 0, "at": hour_of(timezone.now())})


@require_POST
@network_required
def give_up(request: HttpRequest, forum: str, topic: str | None = None) -> HttpResponse:
    """Erase the draft, at the wish of who wrote it."""
    services.forget_draft(member=request.user, place=place_of(request.user, forum, topic))
    messages.success(request, "Votre brouillon est effacé.")
    name, args = ("forums:topic", [forum, topic]) if topic else ("forums:topic_new", [forum])
    return redirect(f"{reverse(name, args=args)}#message")


def _seen_version(request: HttpRequest) -> int | None:
    """Return the last version that the window knows, None when its text is to replace the other."""
    version = request.POST.get("version", "")
    if "force" in request.POST:
        return None
    return int(version) if version.isdecimal() and len(version) < 10 else 0


def hour_of(moment) -> str:
    return timezone.localtime(moment).strftime("%H\u00a0h\u00a0%M").removeprefix("0")
