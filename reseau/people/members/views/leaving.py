"""« Quitter le réseau »: what stays of a member who leaves, and their choice about their name."""

from django.contrib.messages.views import SuccessMessageMixin
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404
from django.urls import reverse_lazy
from django.utils.decorators import method_decorator
from django.views.generic import UpdateView

from reseau.people.members.forms.leaving import LeavingForm, SaidLeavingForm
from reseau.people.members.models.member import Member
from reseau.people.members.permissions import may_note_leaving
from reseau.permissions import network_required


@method_decorator(network_required, name="dispatch")
@method_decorator(transaction.atomic, name="form_valid")
class LeavingView(SuccessMessageMixin, UpdateView):
    """One's own, and no other."""

    form_class = LeavingForm
    template_name = "reseau/people/members/leaving.html"
    context_object_name = "member"
    success_url = reverse_lazy("reseau:leaving")
    success_message = "Votre choix est gardé."

    def get_object(self, queryset=None) -> Member:
        return Member.objects.get(pk=self.request.user.pk)


@method_decorator(network_required, name="dispatch")
@method_decorator(transaction.atomic, name="form_valid")
class SaidLeavingView(SuccessMessageMixin, UpdateView):
    """The choice of another member, noted by a coordinator for somebody who said it."""

    form_class = SaidLeavingForm
    template_name = "reseau/people/members/leaving_said.html"
    context_object_name = "member"
    success_message = "C’est noté."

    def get_queryset(self) -> QuerySet[Member]:
        return Member.objects.known_to(self.request.user)

    def get_object(self, queryset=None) -> Member:
        member = super().get_object(queryset)
        if not may_note_leaving(self.request.user, member):
            raise Http404
        return member
