"""Decisions about a message: hide it, show it again, erase it for good."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views.decorators.http import require_POST
from django.views.generic import FormView

from forums.messages.posts.models import Post
from forums.moderation.forms import MessageDecisionForm, MessageErasureForm
from forums.moderation.services import erasure, hiding
from forums.moderation.views.queue import find_moderated_post
from reseau.permissions import network_required
from reseau.web.refusals import refusals_as_messages, refusals_in

members_only = method_decorator(network_required, name="dispatch")


class MessageDecisionView(FormView):
    template_name = "forums/moderation/decision.html"
    form_class = MessageDecisionForm
    done = ""

    @cached_property
    def post_at_stake(self) -> Post:
        post = find_moderated_post(self.request.user, self.kwargs["pk"])
        if post.erased:
            raise Http404
        return post

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(post=self.post_at_stake, **kwargs)

    def decide(self, data: dict) -> None:
        raise NotImplementedError

    def form_valid(self, form):
        with refusals_in(form):
            self.decide(form.cleaned_data)
            messages.success(self.request, self.done)
            return redirect("forums:moderate", self.post_at_stake.pk)
        return self.form_invalid(form)


@members_only
class HideView(MessageDecisionView):
    extra_context = {"title": "Masquer ce message", "submit": "Masquer le message"}
    done = "Le message est masqué. La personne qui l’a écrit le lit encore, avec vos mots."

    def decide(self, data: dict) -> None:
        hiding.hide(post=self.post_at_stake, by=self.request.user, **data)


@members_only
class EraseView(MessageDecisionView):
    form_class = MessageErasureForm
    extra_context = {"title": "Effacer pour de bon", "submit": "Effacer pour de bon", "is_erasure": True}
    done = (
        "Le message est effacé, avec ce qui en restait ailleurs. Le journal dit qui, quand et pourquoi, rien d’autre."
    )

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(preview=erasure.preview_erasure(post=self.post_at_stake), **kwargs)

    def decide(self, data: dict) -> None:
        erasure.erase(post=self.post_at_stake, by=self.request.user, reason=data["reason"], words=data["words"])


@require_POST
@network_required
def show(request, pk: int):
    post = find_moderated_post(request.user, pk)
    with refusals_as_messages(request):
        hiding.show(post=post, by=request.user)
        messages.success(request, "Le message est de nouveau visible.")
    return redirect("forums:moderate", pk)
