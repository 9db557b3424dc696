"""What waits for those who watch over forums, a message with its reports, the journal."""

from collections import Counter

from django.db.models import F, Prefetch, QuerySet, Value
from django.db.models.functions import Coalesce
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views.generic import ListView, TemplateView

from forums.messages.first_links.models import HeldMessage
from forums.messages.posts.models import Post
from forums.messages.posts.shown_texts import show_texts
from forums.moderation.models import ModerationAction, PostReport, posts_to_moderate
from forums.moderation.permissions import may_moderate
from forums.threads.forums.models import Forum
from forums.threads.forums.permissions import watches_some_forum
from forums.threads.polls.services import choices_of
from reseau.permissions import network_required, required
from reseau.web.queries.list_facets import query_value

members_only = method_decorator(network_required, name="dispatch")
watchers_only = method_decorator(required(watches_some_forum), name="dispatch")
EVERYWHERE = "Tout le réseau"


def find_moderated_post(user, pk: int) -> Post:
    """Return a post that `user` moderates, with its text to show; 404 for others."""
    posts = Post.objects.select_related("topic__forum__epm__commune", "author")
    post = get_object_or_404(posts.filter(topic__forum__in=Forum.objects.watched_by(user)), pk=pk)
    if not may_moderate(user, post):
        raise Http404
    show_texts([post], user)
    post.choices = choices_of(topic=post.topic) if post.is_question else []
    return post


def _territories(forum: str) -> tuple[F, F]:
    """Return where the name of the territory of a forum stands, from the path to that forum."""
    return F(f"{forum}__territory__name"), F(f"{forum}__epm__commune__territory__name")


def _place_of_held() -> Coalesce:
    forums = ("forum", "topic__forum", "post__topic__forum")
    return Coalesce(*(name for forum in forums for name in _territories(forum)), Value(EVERYWHERE))


@watchers_only
class QueueView(ListView):
    """Messages that wait for a decision, by territory: those of new members, to read; those reported, the first at the
    top.
    """

    template_name = "forums/moderation/queue.html"
    context_object_name = "posts"
    paginate_by = 20

    @cached_property
    def place(self) -> str:
        return query_value(self.request, "lieu")

    @cached_property
    def waiting(self) -> QuerySet[Post]:
        place = Coalesce(*_territories("topic__forum"), Value(EVERYWHERE))
        return posts_to_moderate(self.request.user).annotate(place=place)

    def get_queryset(self):
        reports = Prefetch("reports", PostReport.objects.open().select_related("handler"), to_attr="open_reports")
        posts = self.waiting.filter(place=self.place) if self.place else self.waiting
        return posts.select_related("topic__forum", "author").prefetch_related(reports).order_by("created", "pk")

    def get_context_data(self, **kwargs) -> dict:
        held = list(HeldMessage.objects.to_review_by(self.request.user).with_places().annotate(place=_place_of_held()))
        places = Counter(self.waiting.order_by().values_list("place", flat=True)) + Counter(each.place for each in held)
        return super().get_context_data(
            places=sorted(places.items()),
            place=self.place,
            held_messages=[each for each in held if self.place in ("", each.place)],
            **kwargs,
        )


@watchers_only
class JournalView(ListView):
    template_name = "forums/moderation/journal.html"
    context_object_name = "actions"
    paginate_by = 30

    def get_queryset(self):
        actions = ModerationAction.objects.visible_to(self.request.user)
        return actions.select_related("by", "member", "forum", "other_forum", "topic__forum", "post")


@members_only
class ModeratedPostView(TemplateView):
    """A message, what people report about it, what was done already, and what may be done now."""

    template_name = "forums/moderation/message.html"

    def get_context_data(self, pk: int, **kwargs) -> dict:
        post = find_moderated_post(self.request.user, pk)
        reports = list(post.reports.select_related("reporter", "handler").order_by("-created", "-pk")[:20])
        open_reports = [report for report in reports if not report.settled]
        return super().get_context_data(
            post=post,
            topic=post.topic,
            open_reports=open_reports,
            settled_reports=[report for report in reports if report.settled],
            handler=next((report.handler for report in open_reports if report.handler), None),
            actions=post.moderation_actions.select_related("by")[:20],
            **kwargs,
        )
