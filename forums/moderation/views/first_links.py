"""Messages of new members that wait to be read: as their author sees them, as those who watch over the forum decide."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views.decorators.http import require_POST, require_safe
from django.views.generic import FormView

from forums.messages.first_links import services as own_services
from forums.messages.first_links.models import HeldMessage
from forums.messages.first_links.services import DECIDED
from forums.messages.posts.shown_texts import show_texts
from forums.moderation.forms import MessageDecisionForm
from forums.moderation.services import first_links as services
from forums.threads.forums.permissions import watches_some_forum
from reseau.permissions import network_required, required
from reseau.web.refusals import refusals_as_messages, refusals_in


def find_own(user, pk: int) -> HeldMessage:
    """Return a held message of `user`; 404 for others."""
    return get_object_or_404(HeldMessage.objects.with_places().filter(author=user), pk=pk)


def find_to_review(user, pk: int) -> HeldMessage | None:
    """Return a message on which `user` decides, or decided before; None if it is published or gone. 404 for others."""
    found = HeldMessage.objects.with_places().watched_by(user).exclude(author=user.pk).filter(pk=pk).first()
    if found is None and HeldMessage.objects.filter(pk=pk).exists():
        raise Http404
    return found


@require_safe
@network_required
def own_held_message(request, pk: int):
    """Show their author a message that waits, or that was refused, with the words of who did."""
    held = find_own(request.user, pk)
    show_texts([held], request.user)
    return render(request, "forums/messages/first_links/held_message.html", {"held": held, "topic": held.place_topic})


@require_POST
@network_required
def take_back(request, pk: int):
    held = find_own(request.user, pk)
    with refusals_as_messages(request):
        own_services.take_back(held=held)
        messages.success(request, "Votre message est retiré\u00a0: personne d’autre ne le lira.")
    return redirect(held.place_topic or held.place_forum)


@require_POST
@network_required
def take_up_again(request, pk: int):
    """Write a refused message again, from its own text."""
    held = find_own(request.user, pk)
    if not held.refused or held.post_id:
        raise Http404
    with refusals_as_messages(request):
        own_services.take_up_again(held=held)
        if held.topic_id:
            return redirect(f"{held.topic.get_absolute_url()}#repondre")
        return redirect("forums:topic_new", held.forum.slug)
    return redirect(held)


@require_safe
@required(watches_some_forum)
def to_review(request, pk: int):
    """A message that waits, with the links that it holds, for those who watch over its forum."""
    held = find_to_review(request.user, pk)
    if held is None or held.refused:
        raise Http404
    show_texts([held], request.user)
    return render(request, "forums/moderation/held_message.html", {"held": held, "topic": held.place_topic})


@require_POST
@required(watches_some_forum)
def publish(request, pk: int):
    held = find_to_review(request.user, pk)
    if held is None:
        messages.info(request, DECIDED)
        return redirect("forums:moderation")
    with refusals_as_messages(request):
        post = services.publish(held=held, by=request.user)
        messages.success(request, "Le message est publié, et annoncé comme s’il venait d’être écrit.")
        return redirect(post.page_url)
    return redirect("forums:moderation" if held.refused else "forums:to_review", *([] if held.refused else [pk]))


@method_decorator(required(watches_some_forum), name="dispatch")
class RefuseView(FormView):
    template_name = "forums/moderation/refusal.html"
    form_class = MessageDecisionForm

    def dispatch(self, request, *args, **kwargs):
        if self.held is None:
            messages.info(request, DECIDED)
            return redirect("forums:moderation")
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def held(self) -> HeldMessage | None:
        return find_to_review(self.request.user, self.kwargs["pk"])

    def get_context_data(self, **kwargs) -> dict:
        show_texts([self.held], self.request.user)
        return super().get_context_data(held=self.held, **kwargs)

    def form_valid(self, form):
        with refusals_in(form):
            services.refuse(held=self.held, by=self.request.user, **form.cleaned_data)
            messages.success(self.request, "Le message n’est pas publié. La personne qui l’a écrit lira vos mots.")
            return redirect("forums:moderation")
        return self.form_invalid(form)
