"""A topic that one watches over: locked, moved, named, united with another, cut in two; what was done is undone."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views.decorators.http import require_POST
from django.views.generic import FormView, TemplateView

from forums.moderation import topic_forms as forms
from forums.moderation.models import ModerationAction
from forums.moderation.services import arrangement
from forums.moderation.services.undo import undo
from forums.threads.forums.models import Forum
from forums.threads.topics.models import Topic
from reseau.permissions import network_required
from reseau.web.refusals import refusals_as_messages, refusals_in

members_only = method_decorator(network_required, name="dispatch")
# Name of the button that confirms what a preview says.
CONFIRMED = "confirmer"
LOCKED = "Le sujet est fermé\u00a0: on le lit, on n’y répond plus."


def find_watched_topic(user, pk: int) -> Topic:
    """Return a topic of a forum over which `user` watches; 404 for others."""
    topics = Topic.objects.filter(forum__in=Forum.objects.watched_by(user))
    return get_object_or_404(topics.select_related("forum__epm__commune", "author"), pk=pk)


class WatchedTopicMixin:
    @cached_property
    def topic(self) -> Topic:
        return find_watched_topic(self.request.user, self.kwargs["pk"])

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(topic=self.topic, **kwargs)


@members_only
class ArrangeTopicView(WatchedTopicMixin, TemplateView):
    template_name = "forums/moderation/topic.html"

    def get_context_data(self, **kwargs) -> dict:
        actions = self.topic.moderation_actions.select_related("by", "member", "forum", "other_forum", "topic__forum")
        return super().get_context_data(actions=actions[:20], **kwargs)


class TopicActView(WatchedTopicMixin, FormView):
    """A form about a topic. One that changes who reads it shows first what it would do, then waits for a word."""

    template_name = "forums/moderation/topic_form.html"
    done = ""

    def get_form_kwargs(self) -> dict:
        return super().get_form_kwargs() | {"user": self.request.user, "topic": self.topic}

    def preview(self, data: dict) -> dict | None:
        """Return what the page shows before the act, with a `key` of what it is about: another choice made meanwhile
        is shown first too. None if there is nothing to show.
        """
        return None

    def act(self, data: dict) -> ModerationAction:
        raise NotImplementedError

    def form_valid(self, form):
        preview = self.preview(form.cleaned_data)
        if preview and self.request.POST.get(CONFIRMED) != preview["key"]:
            return self.render_to_response(self.get_context_data(form=form, preview=preview))
        with refusals_in(form):
            action = self.act(form.cleaned_data)
            messages.success(self.request, self.done)
            return redirect("forums:arrange", action.topic_id)
        return self.form_invalid(form)


@members_only
class MoveView(TopicActView):
    form_class = forms.MoveForm
    extra_context = {"title": "Déplacer le sujet", "submit": "Voir ce que cela change", "confirm": "Déplacer"}
    done = "Le sujet est déplacé. Son ancienne adresse y mène encore."

    def preview(self, data: dict) -> dict:
        forum = data["forum"]
        audience = arrangement.preview_audience(topic=self.topic, forum=forum)
        return {"key": forum.slug, "forum": forum, "audience": audience}

    def act(self, data: dict) -> ModerationAction:
        return arrangement.move(topic=self.topic, by=self.request.user, **data)


@members_only
class RenameView(TopicActView):
    form_class = forms.RenameForm
    extra_context = {"title": "Changer le titre", "submit": "Changer le titre"}
    done = "Le titre est changé."

    def get_initial(self) -> dict:
        return {"title": self.topic.title}

    def act(self, data: dict) -> ModerationAction:
        return arrangement.rename(topic=self.topic, by=self.request.user, **data)


@members_only
class MergeView(TopicActView):
    form_class = forms.MergeForm
    extra_context = {"title": "Réunir deux sujets", "submit": "Voir ce que cela change", "confirm": "Réunir"}
    done = "Les deux sujets n’en font qu’un. L’adresse de l’autre y mène encore."

    def preview(self, data: dict) -> dict:
        target, source = sorted((self.topic, data["other"]), key=lambda one: (one.created, one.pk))
        audience = arrangement.preview_audience(topic=source, forum=target.forum)
        key = str(data["other"].pk)
        return {"key": key, "target": target, "source": source, "forum": target.forum, "audience": audience}

    def act(self, data: dict) -> ModerationAction:
        return arrangement.merge(topic=self.topic, by=self.request.user, **data)


@members_only
class PartView(TopicActView):
    form_class = forms.PartForm
    extra_context = {"title": "Partager en deux sujets", "submit": "Voir ce que cela change", "confirm": "Partager"}
    done = "Les messages choisis ont leur propre sujet. Leurs adresses y mènent."

    def preview(self, data: dict) -> dict:
        forum = data["forum"]
        audience = arrangement.preview_audience(topic=self.topic, forum=forum)
        key = " ".join([forum.slug, *(str(post.pk) for post in data["posts"])])
        return {"key": key, "count": len(data["posts"]), "forum": forum, "audience": audience}

    def act(self, data: dict) -> ModerationAction:
        return arrangement.split(topic=self.topic, by=self.request.user, **data)


@require_POST
@network_required
def set_lock(request, pk: int, *, is_locked: bool):
    """Close a topic to answers, or open it again: each has its address."""
    topic = find_watched_topic(request.user, pk)
    with refusals_as_messages(request):
        arrangement.set_lock(topic=topic, by=request.user, is_locked=is_locked)
        messages.success(request, LOCKED if is_locked else "Le sujet est rouvert.")
    return redirect("forums:arrange", pk)


@require_POST
@network_required
def undo_action(request, pk: int):
    action = get_object_or_404(ModerationAction.objects.visible_to(request.user).select_related("topic"), pk=pk)
    if action.topic is None:
        raise Http404
    with refusals_as_messages(request):
        undo(action=action, by=request.user)
        messages.success(request, "C’est annulé\u00a0: tout est comme avant.")
    if Forum.objects.watched_by(request.user).filter(topics=action.topic_id).exists():
        return redirect("forums:arrange", action.topic_id)
    return redirect("forums:moderation_journal")
