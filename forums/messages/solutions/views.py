"""Buttons under the answers: this one solved the topic, or no longer; the page « C’est réglé »."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views.decorators.http import require_POST
from django.views.generic import FormView

from forums.lookups import find_post, find_topic
from forums.messages.permissions import may_mark_solved
from forums.messages.posts.models import Post
from forums.messages.solutions import services
from forums.messages.solutions.excerpts import excerpt_of
from forums.messages.solutions.forms import SettleForm
from forums.threads.topics.models import Topic
from reseau.permissions import network_required
from reseau.web.refusals import refusals_in

ANSWERS_PROPOSED = 20


@require_POST
@network_required
def solve(request, **path):
    post = find_post(request.user, **path)
    if not may_mark_solved(request.user, post.topic) or post.is_question or not post.is_standing:
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


@method_decorator(network_required, name="dispatch")
class SettleView(FormView):
    """Which answer did it? The latest ones are proposed, those of others before one's own."""

    template_name = "forums/messages/solutions/settle.html"
    form_class = SettleForm

    @cached_property
    def topic(self) -> Topic:
        topic = find_topic(self.request.user, self.kwargs["forum"], self.kwargs["topic"])
        if not may_mark_solved(self.request.user, topic):
            raise Http404
        return topic

    def get_form_kwargs(self) -> dict:
        question = self.topic.posts.first()
        answers = (
            self.topic.posts.standing().exclude(pk=question and question.pk).select_related("author").order_by("-pk")
        )
        latest = sorted(answers[:ANSWERS_PROPOSED], key=lambda post: post.author_id == self.request.user.pk)
        return super().get_form_kwargs() | {"answers": [(post, _in_short(post)) for post in latest]}

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(topic=self.topic, **kwargs)

    def form_valid(self, form):
        with refusals_in(form, "line"):
            post = services.settle(topic=self.topic, by=self.request.user, **form.cleaned_data)
            messages.success(self.request, "C’est réglé\u00a0: ce qui a aidé est montré sous la question.")
            return redirect(post.topic)
        return self.form_invalid(form)


def _in_short(post: Post) -> str:
    return f"{post.author or post.author_name or 'Quelqu’un'}\u00a0: {excerpt_of(post)}"
