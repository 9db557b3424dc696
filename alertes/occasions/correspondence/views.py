"""The page on which a member writes to another one, whatever they show of their address."""

from allauth.core.internal import ratelimit
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views.generic import FormView

from alertes.occasions.correspondence.forms import MemberMessageForm
from reseau.people.members.models.member import Member
from reseau.permissions import network_required
from reseau.web.refusals import refusals_in

LIMITS = {"member_message": "20/h/user"}
TOO_MANY_MESSAGE = (
    "Vous avez écrit beaucoup de messages en une heure. Gardez cette page ouverte, et renvoyez plus tard."
)


@method_decorator(network_required, name="dispatch")
class MemberMessageView(FormView):
    """Nobody writes to themselves, nor to a person whom the site knows no address of."""

    template_name = "alertes/occasions/correspondence/member_message.html"
    form_class = MemberMessageForm

    @cached_property
    def recipient(self) -> Member:
        others = Member.objects.visible_to(self.request.user).exclude(pk=self.request.user.pk)
        return get_object_or_404(others.exclude(email=None), pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(recipient=self.recipient, **kwargs)

    def form_valid(self, form: MemberMessageForm) -> HttpResponse:
        user, recipient = self.request.user, self.recipient
        if not ratelimit.consume(self.request, app="alertes", action="member_message", user=user, config=LIMITS):
            form.add_error(None, TOO_MANY_MESSAGE)
            return self.form_invalid(form)
        with refusals_in(form):
            form.save(recipient=recipient, sender=user)
            messages.success(self.request, f"Votre message part vers {recipient}.")
            return redirect(recipient)
        return self.form_invalid(form)
