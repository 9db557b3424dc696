"""« Trouver une date »: ranked proposals for a training, each with a link to the prefilled form of a session."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.generic import TemplateView

from formation.catalogue.models.training import TrainingPage
from formation.planning.date_search.forms import FindDateForm
from formation.planning.date_search.ranking import DateProposal, proposals
from formation.planning.date_search.search_space_loading import search_space_for
from reseau.permissions import coordinator_required


@method_decorator(coordinator_required, name="dispatch")
class FindDateView(TemplateView):
    template_name = "formation/planning/find_date.html"

    def get_context_data(self, **kwargs) -> dict:
        query = self.request.GET
        form = FindDateForm(query if "formation" in query else None, user=self.request.user)
        context = {"form": form}
        if form.is_bound and form.is_valid():
            training = form.training
            search_space = search_space_for(training, **form.search_options)
            linked_proposals = [(proposal, address_of(proposal, training)) for proposal in proposals(search_space)]
            context |= {"training": training, "found": linked_proposals, "search_space": search_space}
        return super().get_context_data(**context, **kwargs)


def address_of(proposal: DateProposal, training: TrainingPage) -> str:
    """Return the URL of the form of a session, filled in with the proposal."""
    choice = proposal.choice
    query = {
        "formation": training.pk,
        "epm": choice.room.key,
        "date": choice.moments[0][0].isoformat(),
        "moment": choice.moments[0][1],
    }
    if choice.trainer:
        query["formateur"] = choice.trainer.key
    return f"{reverse('formation:session_new')}?{urlencode(query)}"
