"""The meeting of an address, as its reader may open it; a form page of one meeting, for the coordination."""

from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property

from projets.steering.meetings.models.meeting import SteeringMeeting
from reseau.people.members.models.member import Member
from reseau.web.service_forms import ServiceFormView


def meeting_for(user: Member, pk: int) -> SteeringMeeting:
    """Return a meeting that `user` reads. Raises Http404."""
    return get_object_or_404(SteeringMeeting.objects.visible_to(user), pk=pk)


class SteeringFormView(ServiceFormView):
    """A form about the meeting of the address; `done` saves it and returns where to go."""

    @cached_property
    def meeting(self) -> SteeringMeeting | None:
        pk = self.kwargs.get("pk")
        return meeting_for(self.request.user, pk) if pk is not None else None

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(meeting=self.meeting, **kwargs)
