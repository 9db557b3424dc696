"""The questions that wait for those who watch over forums: the list, and the buttons that take one in hand."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST
from django.views.generic import ListView

from forums.threads.clock import services
from forums.threads.clock.models import QuestionWatch
from forums.threads.clock.permissions import may_take, sees_waiting_questions
from forums.threads.topics.models import Topic
from reseau.permissions import network_required, required
from reseau.web.queries.list_facets import query_value
from reseau.web.refusals import refusals_as_messages


@method_decorator(required(sees_waiting_questions), name="dispatch")
class WaitingQuestionsView(ListView):
    """Those that have climbed to the reader first, then those that are still in their delay."""

    template_name = "forums/threads/clock/waiting.html"
    context_object_name = "watches"
    paginate_by = 30

    def get_queryset(self):
        user = self.request.user
        watches = QuestionWatch.objects.visible_to(user).waiting().arrived_first(user)
        if territory := query_value(self.request, "territoire"):
            watches = watches.filter(territory__slug=territory)
        return watches.select_related("topic__forum", "topic__author", "territory", "taken_by")


@require_POST
@network_required
def take(request: HttpRequest, pk: int) -> HttpResponse:
    topic = _topic(request, pk)
    with refusals_as_messages(request):
        services.take_in_hand(topic=topic, by=request.user)
        messages.success(request, f"«\u00a0{topic.title}\u00a0» est entre vos mains\u00a0: les autres le voient.")
    return _back(request, topic)


@require_POST
@network_required
def give_back(request: HttpRequest, pk: int) -> HttpResponse:
    topic = _topic(request, pk)
    with refusals_as_messages(request):
        services.give_back(topic=topic, by=request.user)
        messages.success(request, f"«\u00a0{topic.title}\u00a0» attend de nouveau quelqu’un.")
    return _back(request, topic)


def _topic(request: HttpRequest, pk: int) -> Topic:
    """Return the question, for those who may take it in hand; 404 for others."""
    topics = Topic.objects.visible_to(request.user).with_place()
    topic = get_object_or_404(topics, pk=pk)
    if not may_take(request.user, topic):
        raise Http404
    return topic


def _back(request: HttpRequest, topic: Topic) -> HttpResponse:
    page = request.POST.get("retour", "")
    is_ours = page.startswith("/") and url_has_allowed_host_and_scheme(page, allowed_hosts=None)
    return redirect(page if is_ours else topic)
