"""Drafts of messages: saved by the script of the form, given up by its button."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from forums.messages.drafts import services
from forums.messages.drafts.answers import answer_draft
from forums.messages.drafts.models import FIELDS
from forums.messages.files.attached_files import KeptFiles
from forums.messages.posts.message_words import NAMED, with_marks
from forums.threads.forums.models import Forum
from forums.threads.topics.models import Topic
from reseau.permissions import network_required


def place_of(user, forum: str, topic: str | None) -> dict:
    """Return where a draft is written: a topic that `user` sees, or a forum."""
    if topic:
        return {"topic": get_object_or_404(Topic.objects.visible_to(user), forum__slug=forum, slug=topic)}
    return {"forum": get_object_or_404(Forum.objects.visible_to(user), slug=forum)}


@require_POST
@network_required
def keep(request: HttpRequest, forum: str, topic: str | None = None) -> JsonResponse:
    typed = {name: request.POST.get(name, "").replace("\r\n", "\n") for name in FIELDS}
    typed["body"] = with_marks(typed["body"], named=request.POST.getlist(NAMED), by=request.user)
    place, files = place_of(request.user, forum, topic), KeptFiles.of_request(request).files
    return answer_draft(
        request,
        lambda seen: services.keep_draft(member=request.user, place=place, typed=typed, files=files, seen=seen),
    )


@require_POST
@network_required
def give_up(request: HttpRequest, forum: str, topic: str | None = None) -> HttpResponse:
    """Erase the draft, at the wish of who wrote it."""
    services.forget_draft(member=request.user, place=place_of(request.user, forum, topic))
    messages.success(request, "Votre brouillon est effacé.")
    name, args = ("forums:topic", [forum, topic]) if topic else ("forums:topic_new", [forum])
    return redirect(f"{reverse(name, args=args)}#message")
