"""Buttons under the answers: this one solved the topic, or no longer."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from forums.lookups import find_post, find_topic
from forums.solutions import services
from forums.solutions.permissions import may_mark_solved
from reseau.permissions import network_required


@require_POST
@network_required
def solve(request, **path):
    post = find_post(request.user, **path)
    if not may_mark_solved(request.user, post.topic) or post.is_question:
        raise Http404
    services.mark_solved(post=post, by=request.user)
    messages.success(request, "Le sujet est résolu : cette réponse est mise en avant.")
    return redirect(post.page_url)


@require_POST
@network_required
def unsolve(request, forum: str, topic: str):
    solved_topic = find_topic(request.user, forum, topic)
    if not may_mark_solved(request.user, solved_topic):
        raise Http404
    services.unmark(topic=solved_topic)
    messages.success(request, "Le sujet n’est plus marqué comme résolu.")
    return redirect(solved_topic)
