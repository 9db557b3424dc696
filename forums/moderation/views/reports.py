"""Report a message; take reports in hand, answer them."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views.decorators.http import require_POST
from django.views.generic import FormView

from forums.lookups import find_post_by_number
from forums.messages.posts.models import Post
from forums.messages.posts.shown_texts import show_texts
from forums.moderation.forms import ReportAnswerForm, ReportForm
from forums.moderation.permissions import may_report
from forums.moderation.services import reports as services
from forums.moderation.views.queue import find_moderated_post
from reseau.permissions import network_required
from reseau.web.refusals import refusals_as_messages, refusals_in

members_only = method_decorator(network_required, name="dispatch")


@members_only
class ReportView(FormView):
    template_name = "forums/moderation/report.html"
    form_class = ReportForm

    @cached_property
    def reported(self) -> Post:
        post = find_post_by_number(self.request.user, self.kwargs["pk"])
        if not may_report(self.request.user, post):
            raise Http404
        show_texts([post], self.request.user)
        return post

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(post=self.reported, **kwargs)

    def form_valid(self, form):
        with refusals_in(form):
            services.report(post=self.reported, by=self.request.user, **form.cleaned_data)
            messages.success(self.request, "Merci. Les personnes qui veillent sur ce forum vont lire ce message.")
            return redirect(self.reported.page_url)
        return self.form_invalid(form)


@members_only
class ReportAnswerView(FormView):
    template_name = "forums/moderation/decision.html"
    form_class = ReportAnswerForm
    extra_context = {"title": "Répondre aux signalements", "submit": "Envoyer la réponse"}

    @cached_property
    def post_at_stake(self) -> Post:
        return find_moderated_post(self.request.user, self.kwargs["pk"])

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(post=self.post_at_stake, **kwargs)

    def form_valid(self, form):
        with refusals_in(form):
            services.settle(post=self.post_at_stake, by=self.request.user, **form.cleaned_data)
            messages.success(self.request, "Votre réponse est envoyée à qui a signalé ce message.")
            return redirect("forums:moderation")
        return self.form_invalid(form)


@require_POST
@network_required
def take_in_hand(request, pk: int):
    post = find_moderated_post(request.user, pk)
    with refusals_as_messages(request):
        services.take_in_hand(post=post, by=request.user)
        messages.success(request, "C’est noté\u00a0: vous vous en occupez.")
    return redirect("forums:moderate", pk)


@require_POST
@network_required
def hand_back(request, pk: int):
    post = find_moderated_post(request.user, pk)
    with refusals_as_messages(request):
        services.hand_back(post=post, by=request.user)
        messages.success(request, "C’est noté\u00a0: quelqu’un d’autre peut s’en occuper.")
    return redirect("forums:moderate", pk)
