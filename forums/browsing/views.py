"""Pages that members read: the list of forums, a forum, a topic with the form to answer."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views.generic import ListView
from django.views.generic.edit import FormMixin

from forums.browsing.sections import sections_of
from forums.enums import TopicStatus
from forums.forums.models import Forum
from forums.lookups import find_forum, find_topic
from forums.posts import services
from forums.posts.forms import MessageForm
from forums.posts.models import POSTS_PER_PAGE
from forums.posts.quotation import quote
from forums.posts.views import PreviewMixin
from forums.solutions.permissions import may_mark_solved
from forums.topics.models import Topic
from reseau.permissions import network_required

members_only = method_decorator(network_required, name="dispatch")


@members_only
class IndexView(ListView):
    template_name = "forums/browsing/index.html"
    context_object_name = "forums"

    def get_queryset(self):
        return Forum.objects.visible_to(self.request.user).with_activity()


@members_only
class ForumView(ListView):
    template_name = "forums/browsing/forum.html"
    context_object_name = "topics"
    paginate_by = 20

    @cached_property
    def forum(self) -> Forum:
        return find_forum(self.request.user, self.kwargs["forum"])

    @cached_property
    def status(self) -> str:
        value = self.request.GET.get("etat", "")
        return value if value in TopicStatus.values else ""

    @cached_property
    def counts(self) -> dict[str, int]:
        return self.forum.topics.count_by_status()

    def get_queryset(self):
        topics = self.forum.topics.recent()
        return topics.filter(status=self.status) if self.status else topics

    def get_paginator(self, *args, **kwargs):
        paginator = super().get_paginator(*args, **kwargs)
        # The counts of the chips are known already.
        paginator.count = self.counts[self.status] if self.status else sum(self.counts.values())
        return paginator

    def get_context_data(self, **kwargs) -> dict:
        chips = [{"value": status.value, "label": status.label, "count": self.counts[status]} for status in TopicStatus]
        total = sum(self.counts.values())
        return super().get_context_data(forum=self.forum, chips=chips, chosen=self.status, total=total, **kwargs)


@members_only
class TopicView(PreviewMixin, FormMixin, ListView):
    """The posts of a topic and, under them, the form to answer.

    `?citer=<post>` puts a quotation in the form. The button « Citer » sends there, by POST, what was typed so far: the
    quotation comes after it and nothing is lost.
    """

    template_name = "forums/browsing/topic.html"
    context_object_name = "posts"
    paginate_by = POSTS_PER_PAGE
    form_class = MessageForm

    @cached_property
    def topic(self) -> Topic:
        return find_topic(self.request.user, self.kwargs["forum"], self.kwargs["topic"])

    @cached_property
    def quotation(self) -> str:
        key = self.request.GET.get("citer", "")
        post = self.topic.posts.select_related("author").filter(pk=key).first() if key.isdecimal() else None
        return quote(post.body, str(post.author or "Quelqu’un")) if post else ""

    def get_queryset(self):
        return self.topic.posts.with_authors()

    def get_paginator(self, *args, **kwargs):
        paginator = super().get_paginator(*args, **kwargs)
        paginator.count = self.topic.post_count
        return paginator

    def get_initial(self) -> dict:
        return {"body": self.quotation}

    def get_context_data(self, **kwargs) -> dict:
        # A quotation in the address must neither hide nor replace the draft kept for this topic.
        draft = "citation" if self.quotation and self.request.method == "GET" else "reponse"
        return super().get_context_data(
            topic=self.topic,
            keep=f"{draft}-{self.topic.pk}",
            may_solve=may_mark_solved(self.request.user, self.topic),
            sections=sections_of(self.request, self.topic),
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        self.object_list = self.get_queryset()
        if "citer" in request.GET:
            return self.quote_after(request.POST.get("body", ""))
        form = self.get_form()
        return self.form_valid(form) if form.is_valid() else self.form_invalid(form)

    def quote_after(self, draft: str):
        body = "\n\n".join(part for part in (draft.rstrip(), self.quotation) if part)
        form = self.form_class(initial={"body": body})
        return self.render_to_response(self.get_context_data(form=form, quoted=True))

    def publish(self, form):
        post = services.answer(topic=self.topic, author=self.request.user, **form.cleaned_data)
        messages.success(self.request, "Votre réponse est publiée.")
        return redirect(post.page_url)
