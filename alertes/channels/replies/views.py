"""Page of the mails from outside that were refused."""

from django.utils.decorators import method_decorator
from django.views.generic import ListView

from alertes.channels.replies.models import IncomingMail
from reseau.permissions import coordinator_required


@method_decorator(coordinator_required, name="dispatch")
class RefusedMailsView(ListView):
    """Who wrote, when, and why it was not published, the latest first."""

    template_name = "alertes/channels/replies/refused_mails.html"
    context_object_name = "mails"
    paginate_by = 20

    def get_queryset(self):
        return IncomingMail.objects.visible_to(self.request.user).select_related("member")
