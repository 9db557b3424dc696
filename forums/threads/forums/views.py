"""Pages where forums are created and kept: kinds to choose from, the form of one, its settings."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views.generic import FormView, TemplateView

from forums.enums import ForumKind
from forums.threads.forums import services
from forums.threads.forums.forms import ForumForm, NewForumForm
from forums.threads.forums.lookups import find_forum
from forums.threads.forums.models import Forum
from forums.threads.forums.permissions import creatable_kinds, may_create_forums, watches_forum
from reseau.permissions import network_required, required
from reseau.web.refusals import refusals_in

creators_only = method_decorator(required(may_create_forums), name="dispatch")

KIND_WORDS = {
    ForumKind.NETWORK: ("users", "Lu et écrit par tous les membres du réseau."),
    ForumKind.THEME: (
        "messages-square",
        "Ouvert à tout le réseau, sur un sujet\u00a0: parentalité, logiciels libres.",
    ),
    ForumKind.TERRITORY: ("map-pin", "Pour les membres d’un territoire."),
    ForumKind.EPM: ("house", "Pour l’équipe d’un EPM et l’animation de son territoire."),
    ForumKind.PROJECT: ("folder", "Pour les personnes que vous choisissez, quel que soit leur territoire."),
}


@creators_only
class NewForumKindsView(TemplateView):
    template_name = "forums/threads/forums/kinds.html"

    def get_context_data(self, **kwargs) -> dict:
        kinds = [(kind, *KIND_WORDS[kind]) for kind in creatable_kinds(self.request.user)]
        return super().get_context_data(kinds=kinds, **kwargs)


@creators_only
class NewForumView(FormView):
    template_name = "forums/threads/forums/forum_form.html"
    form_class = NewForumForm

    @cached_property
    def kind(self) -> ForumKind:
        if self.kwargs["kind"] not in creatable_kinds(self.request.user):
            raise Http404
        return ForumKind(self.kwargs["kind"])

    def get_form_kwargs(self) -> dict:
        return super().get_form_kwargs() | {"kind": self.kind, "user": self.request.user}

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(kind=self.kind, readers=Forum(kind=self.kind).readers_in_words, **kwargs)

    def form_valid(self, form):
        with refusals_in(form):
            forum = services.create_forum(by=self.request.user, kind=self.kind, **form.words)
            messages.success(self.request, "Le forum est ouvert.")
            return redirect(forum)
        return self.form_invalid(form)


@method_decorator(network_required, name="dispatch")
class ForumSettingsView(FormView):
    template_name = "forums/threads/forums/forum_form.html"
    form_class = ForumForm

    @cached_property
    def forum(self) -> Forum:
        forum = find_forum(self.request.user, self.kwargs["forum"])
        if not watches_forum(self.request.user, forum):
            raise Http404
        return forum

    def get_form_kwargs(self) -> dict:
        return super().get_form_kwargs() | {"instance": self.forum}

    def get_context_data(self, **kwargs) -> dict:
        keepers = self.forum.memberships.filter(is_keeper=True).select_related("member")
        return super().get_context_data(
            forum=self.forum,
            kind=ForumKind(self.forum.kind),
            readers=self.forum.readers_in_words,
            keepers=[membership.member for membership in keepers],
            **kwargs,
        )

    def form_valid(self, form):
        with refusals_in(form):
            services.change_forum(forum=self.forum, by=self.request.user, **form.words)
            messages.success(self.request, "Le forum est à jour.")
            return redirect(self.forum)
        return self.form_invalid(form)
