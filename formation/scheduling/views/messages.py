"""What was sent to whom about a session, for coordinators."""

from django.shortcuts import get_object_or_404
from django.utils.decorators import method_decorator
from django.views.generic import ListView

from formation.scheduling.message_log import log_of
from formation.sessions.models.session import Session
from reseau.permissions import coordinator_required


@method_decorator(coordinator_required, name="dispatch")
class SessionMessagesView(ListView):
    template_name = "formation/scheduling/session_messages.html"
    context_object_name = "lines"
    paginate_by = 50

    def get_queryset(self):
        visible = Session.objects.visible_to(self.request.user).with_dates()
        self.session = get_object_or_404(
            visible.select_related("training", "epm__commune", "commune"), pk=self.kwargs["pk"]
        )
        return log_of(self.session)

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(session=self.session, **kwargs)
