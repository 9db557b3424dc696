"""Pages and buttons of the forums, for members of the network."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views.decorators.http import require_POST, require_safe
from django.views.generic import FormView, ListView
from django.views.generic.edit import FormMixin

from forums import services
from forums.enums import TopicStatus
from forums.forms import MessageForm, TopicForm
from forums.models import Forum, Post, Topic
from forums.models.post import POSTS_PER_PAGE
from forums.permissions import may_edit_post, may_mark_solved
from forums.quotation import quote
from forums.sections import sections_of
from reseau.markdown.html import to_html
from reseau.permissions import network_required

members_only = method_decorator(network_required, name="dispatch")

# Name of the button that previews a message.
PREVIEW = "apercu"


def find_forum(user, slug: str) -> Forum:
    return get_object_or_404(Forum.objects.visible_to(user), slug=slug)


def find_topic(user, forum: str, topic: str) -> Topic:
    topics = Topic.objects.visible_to(user).select_related("forum", "author")
    return get_object_or_404(topics, forum__slug=forum, slug=topic)


def find_post(user, forum: str, topic: str, pk: int) -> Post:
    posts = Post.objects.visible_to(user).select_related("topic__forum")
    return get_object_or_404(posts, topic__forum__slug=forum, topic__slug=topic, pk=pk)


@members_only
class IndexView(ListView):
    template_name = "forums/index.html"
    context_object_name = "forums"

    def get_queryset(self):
        return Forum.objects.visible_to(self.request.user).with_activity()


@members_only
class ForumView(ListView):
    template_name = "forums/forum.html"
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


class PreviewMixin:
    """A form with a second button, which previews the message and saves nothing."""

    def form_valid(self, form):
        if PREVIEW in self.request.POST:
            return self.render_to_response(self.get_context_data(form=form, preview=to_html(form.cleaned_data["body"])))
        return self.publish(form)


@members_only
class TopicNewView(PreviewMixin, FormView):
    template_name = "forums/topic_new.html"
    form_class = TopicForm

    @cached_property
    def forum(self) -> Forum:
        return find_forum(self.request.user, self.kwargs["forum"])

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(forum=self.forum, **kwargs)

    def publish(self, form):
        topic = services.open_topic(forum=self.forum, author=self.request.user, **form.cleaned_data)
        messages.success(self.request, "Votre sujet est publié. Vos alertes vous diront quand quelqu’un y répond.")
        return redirect(topic)


@members_only
class TopicView(PreviewMixin, FormMixin, ListView):
    """The posts of a topic and, under them, the form to answer.

    `?citer=<post>` puts a quotation in the form. The button « Citer » sends there, by POST, what was typed so far: the
    quotation comes after it and nothing is lost.
    """

    template_name = "forums/topic.html"
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


@members_only
class PostEditView(PreviewMixin, FormView):
    template_name = "forums/post_edit.html"
    form_class = MessageForm

    @cached_property
    def edited_post(self) -> Post:
        post = find_post(self.request.user, **self.kwargs)
        if not may_edit_post(self.request.user, post):
            raise Http404
        return post

    def get_initial(self) -> dict:
        return {"body": self.edited_post.body}

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(written=self.edited_post, keep=f"message-{self.edited_post.pk}", **kwargs)

    def publish(self, form):
        post = services.edit_post(post=self.edited_post, **form.cleaned_data)
        messages.success(self.request, "Votre message est modifié.")
        return redirect(post.page_url)


@require_safe
@network_required
def post_page(request, **path):
    """Redirect from the permanent address of a post to the page of the topic where it stands today."""
    return redirect(find_post(request.user, **path).page_url)


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
