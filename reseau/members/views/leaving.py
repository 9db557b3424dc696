"""« Quitter le réseau »: what stays of a member who leaves, and their choice about their name."""

from django.contrib.messages.views import SuccessMessageMixin
from django.db import transaction
from django.urls import reverse_lazy
from django.utils.decorators import method_decorator
from django.views.generic import UpdateView

from reseau.members.forms.leaving import LeavingForm
from reseau.members.models.member import Member
from reseau.permissions import network_required


@method_decorator(network_required, name="dispatch")
@method_decorator(transaction.atomic, name="form_valid")
class LeavingView(SuccessMessageMixin, UpdateView):
    """One's own, and no other."""

    form_class = LeavingForm
    template_name = "reseau/members/leaving.html"
    context_object_name = "member"
    success_url = reverse_lazy("reseau:leaving")
    success_message = "Votre choix est gardé."

    def get_object(self, queryset=None) -> Member:
        return Member.objects.get(pk=self.request.user.pk)
