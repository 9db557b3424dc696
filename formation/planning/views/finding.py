"""« Trouver une date »: ranked proposals for a training, each a button away from the form that opens a session."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.generic import TemplateView

from formation.catalogue.models.training import TrainingPage
from formation.planning.finding.loading import world_of
from formation.planning.finding.ranking import Proposal, proposals
from formation.planning.forms.finding import FindDateForm
from reseau.permissions import coordinator_required


@method_decorator(coordinator_required, name="dispatch")
class FindDateView(TemplateView):
    template_name = "formation/planning/find_date.html"

    def get_context_data(self, **kwargs) -> dict:
        asked = self.request.GET
        form = FindDateForm(asked if "formation" in asked else None, user=self.request.user)
        context = {"form": form}
        if form.is_bound and form.is_valid():
            training = form.training
            world = world_of(training, **form.asked)
            found = [(proposal, address_of(proposal, training)) for proposal in proposals(world)]
            context |= {"training": training, "found": found, "world": world}
        return super().get_context_data(**context, **kwargs)


def address_of(proposal: Proposal, training: TrainingPage) -> str:
    """The form that opens a session, filled in with the proposal."""
    choice = proposal.choice
    asked = {
        "formation": training.pk,
        "epm": choice.room.key,
        "date": choice.moments[0][0].isoformat(),
        "moment": choice.moments[0][1],
    }
    if choice.trainer:
        asked["formateur"] = choice.trainer.key
    return f"{reverse('formation:session_new')}?{urlencode(asked)}"
