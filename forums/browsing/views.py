"""Pages that members read: the topics of all forums, those of one, a topic with the form to answer."""

from datetime import datetime

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views.generic import ListView
from django.views.generic.edit import FormMixin

from forums.browsing.page_posts import PagePosts
from forums.browsing.topic_list import FORUMS_SHOWN, PAGE_SIZE, TopicList, TopicScope
from forums.browsing.topic_search import passages
from forums.lookups import find_topic
from forums.messages.corrections.models import UNDO_TIME
from forums.messages.drafts.services import forget_draft
from forums.messages.first_links.models import HeldMessage
from forums.messages.permissions import may_mark_solved
from forums.messages.posts import services
from forums.messages.posts.forms import MessageForm
from forums.messages.posts.models import POSTS_PER_PAGE, Post
from forums.messages.posts.quotation import quote
from forums.messages.posts.views import MessageMixin
from forums.messages.solutions.excerpts import excerpt_of
from forums.messages.thanks.models import with_thanks
from forums.moderation.services.hiding import words_to_author
from forums.threads.clock.outlook import outlook_of
from forums.threads.forums.models import Forum
from forums.threads.forums.permissions import may_create_forums, watches_forum
from forums.threads.permissions import may_change_tags, may_read_log
from forums.threads.polls.results import result_of
from forums.threads.readings.services import note_reading
from forums.threads.readings.unread import first_unread
from forums.threads.topics.models import Topic
from reseau.people.members.models.member import Member
from reseau.permissions import network_required
from reseau.web.page_sections import page_sections
from reseau.web.queries.compiled_query import CompiledQuery
from reseau.web.queries.paged_query import PagedQuery

members_only = method_decorator(network_required, name="dispatch")


def forum_at(reader: Member, slug: str) -> QuerySet[Forum]:
    """Return the forum of an address, with whether a message of `reader` waits there to be read."""
    held = HeldMessage.objects.filter(forum=OuterRef("pk"), author=reader.pk)
    return Forum.objects.visible_to(reader).with_place().annotate(has_held=Exists(held)).filter(slug=slug)


FORUM_AT = CompiledQuery(forum_at)
POSTS = PagedQuery(
    lambda reader, topic: with_thanks(topic.posts.select_related("author"), reader),
    size=POSTS_PER_PAGE,
)


class TopicListPage:
    """A page of topics, with the ways to narrow it."""

    template_name = "forums/browsing/topics.html"
    context_object_name = "topics"
    paginate_by = PAGE_SIZE
    forum: Forum | None = None

    @cached_property
    def topic_list(self) -> TopicList:
        return TopicList(self.request.user, self.request.GET, forum=self.forum)

    def get_queryset(self):
        return self.topic_list.rows

    def get_paginator(self, *args, **kwargs):
        paginator = super().get_paginator(*args, **kwargs)
        # Most counts are those of the chips, known already.
        paginator.count = self.topic_list.count
        return paginator

    def paginate_queryset(self, queryset, page_size):
        """Show the last page instead of none: what is left to read shrinks while somebody reads, and its pages too."""
        if self.topic_list.words:
            return self.paginate_found(queryset, page_size)
        if self.topic_list.asked != TopicScope.UNREAD:
            return super().paginate_queryset(queryset, page_size)
        paginator = self.get_paginator(queryset, page_size)
        page = paginator.get_page(self.request.GET.get(self.page_kwarg))
        return paginator, page, page.object_list, page.has_other_pages()

    def paginate_found(self, queryset, page_size):
        """Show what the words found, in the order of the search, with where they stand."""
        paginator = Paginator(self.topic_list.keys, page_size)
        page = paginator.get_page(self.request.GET.get(self.page_kwarg))
        rows = queryset.in_bulk(page.object_list)
        page.object_list = [rows[key] for key in page.object_list if key in rows]
        found = passages(page.object_list, self.topic_list.words)
        for topic in page.object_list:
            topic.passage = found.get(topic.pk)
        return paginator, page, page.object_list, page.has_other_pages()

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(forum=self.forum, topic_list=self.topic_list, **kwargs)


@members_only
class IndexView(TopicListPage, ListView):
    def get_context_data(self, **kwargs) -> dict:
        lines = self.topic_list.forum_lines()
        shown = lines if self.topic_list.shows_all_forums else lines[:FORUMS_SHOWN]
        return super().get_context_data(
            forum_lines=shown,
            other_forums=len(lines) - len(shown),
            may_create=may_create_forums(self.request.user),
            **kwargs,
        )


@members_only
class ForumView(TopicListPage, ListView):
    @cached_property
    def forum(self) -> Forum:
        forum = FORUM_AT.row(reader=self.request.user, slug=self.kwargs["forum"])
        if forum is None:
            raise Http404
        return forum

    def get_context_data(self, **kwargs) -> dict:
        user = self.request.user
        held = user.held_messages.filter(forum=self.forum) if self.forum.has_held else ()
        return super().get_context_data(watches=watches_forum(user, self.forum), held_messages=held, **kwargs)


@members_only
class TopicView(MessageMixin, FormMixin, ListView):
    """The posts of a topic and, under them, the form to answer. Whoever opens a page has read it.

    `?suite` leads to the first post that the person has not read.

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

    @property
    def forum(self) -> Forum:
        return self.topic.forum

    @property
    def read_until(self) -> datetime | None:
        return self.topic.read_until

    def get(self, request, *args, **kwargs):
        if self.topic.get_absolute_url() != request.path:
            # A former address. The query goes with it: a page, a quotation.
            query = request.META["QUERY_STRING"]
            return redirect(f"{self.topic.get_absolute_url()}{'?' if query else ''}{query}")
        if "suite" in request.GET:
            post = first_unread(self.topic)
            return redirect(post.page_url if post else self.topic)
        response = super().get(request, *args, **kwargs)
        self.note_reading(response.context_data["posts"])
        return response

    def note_reading(self, posts) -> None:
        """Note that the page was opened, once: without a script nothing else tells what was read."""
        until = max((post.created for post in posts), default=None)
        if until and not (self.read_until and self.read_until >= until):
            note_reading(member=self.request.user, topic=self.topic, until=until)

    @cached_property
    def quotation(self) -> str:
        key = self.request.GET.get("citer", "")
        if not key.isdecimal():
            return ""
        posts = self.topic.posts.standing().select_related("author", "topic__forum")
        post = posts.filter(pk=key).first()
        return (
            quote(post.body, str(post.author or post.author_name or "Quelqu’un"), post.get_absolute_url())
            if post
            else ""
        )

    @property
    def quote_from(self) -> str:
        """The address that quotes a post of this page, but for its key at the end: « ?page=2&citer= »."""
        query = self.request.GET.copy()
        query.pop("citer", None)
        return f"?{query.urlencode()}{'&' if query else ''}citer="

    def get_queryset(self):
        return POSTS.of(reader=self.request.user, topic=self.topic)

    def get_paginator(self, *args, **kwargs):
        paginator = super().get_paginator(*args, **kwargs)
        paginator.count = self.topic.post_count
        return paginator

    @property
    def place(self) -> dict:
        return {"topic": self.topic}

    def get_initial(self) -> dict:
        draft = super().get_initial()
        return draft | {"body": "\n\n".join(filter(None, (draft.get("body", "").rstrip(), self.quotation)))}

    def get_context_data(self, **kwargs) -> dict:
        # A quotation in the address must neither hide nor replace the draft kept for this topic.
        draft = "citation" if self.quotation and self.request.method == "GET" else "reponse"
        context = super().get_context_data(
            topic=self.topic,
            keep=f"{draft}-{self.topic.pk}",
            undo_since=timezone.now() - UNDO_TIME,
            quote_from=self.quote_from,
            may_solve=may_mark_solved(self.request.user, self.topic),
            may_read_log=may_read_log(self.request.user, self.topic),
            may_change_tags=may_change_tags(self.request.user, self.topic),
            watches=watches_forum(self.request.user, self.forum),
            poll=result_of(self.topic, self.request.user),
            outlook=outlook_of(self.topic, self.request.user),
            sections=page_sections("topic_sections", self.request, self.topic),
            held_messages=self.request.user.held_messages.about(self.topic) if self.topic.has_held else (),
            **kwargs,
        )
        PagePosts(context["posts"], self.request.user)
        words = words_to_author(posts=context["posts"], user=self.request.user)
        for post in context["posts"]:
            post.topic, post.words = self.topic, words.get(post.pk, "")
        accepted = self._accepted(context["posts"]) if context["page_obj"].number == 1 else None
        return context | {
            "first_new": self._first_new(context["posts"]),
            "accepted": accepted,
            "excerpt": accepted and excerpt_of(accepted),
        }

    def _accepted(self, posts) -> Post | None:
        """Return the answer that solved the question, shown under it. One query if it stands on another page."""
        if not self.topic.solution_id:
            return None
        if here := next((post for post in posts if post.pk == self.topic.solution_id), None):
            return here
        post = Post.objects.select_related("author").get(pk=self.topic.solution_id)
        post.topic = self.topic
        return post

    def _first_new(self, posts) -> int | None:
        """Return the key of the first post of the page written since the last visit; None if all or nothing is new."""
        new = [post.pk for post in posts if self.read_until and post.created > self.read_until]
        return new[0] if new else None

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
        post = services.answer(
            topic=self.topic, author=self.request.user, files=self.kept_files.files, **form.cleaned_data
        )
        forget_draft(member=self.request.user, place=self.place)
        messages.success(self.request, "Votre réponse est publiée.")
        return redirect(post.page_url)
