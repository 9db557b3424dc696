"""« Trouver une date »: ranked proposals for a training, each with a link to the prefilled form of a session."""

from collections import Counter
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.generic import TemplateView

from formation.offer.catalogue.models.training import TrainingPage
from formation.year.planning.date_search.forms import FindDateForm
from formation.year.planning.date_search.ranking import DateProposal, proposals
from formation.year.planning.date_search.search_space import SearchSpace, Wisher
from formation.year.planning.date_search.search_space_loading import search_space_for
from reseau.enums import Weekday
from reseau.permissions import coordinator_required
from reseau.texts.wording import join_words


@method_decorator(coordinator_required, name="dispatch")
class FindDateView(TemplateView):
    template_name = "formation/year/planning/find_date.html"

    def get_context_data(self, **kwargs) -> dict:
        query = self.request.GET
        form = FindDateForm(query if "formation" in query else None, user=self.request.user)
        context = {"form": form}
        if form.is_bound and form.is_valid():
            training, options = form.training, form.search_options
            search_space = search_space_for(training, **options)
            context |= {
                "training": training,
                "search_space": search_space,
                "found": [LinkedProposal.of(proposal, training) for proposal in proposals(search_space)],
                "wanted_by": options["wanted_by"],
                "demand": demand_of(search_space, form, query.dict()),
                "preferences": preferences_in_words(search_space.wishers),
                "wish": getattr(training, "wish", None),
            }
        return super().get_context_data(**context, **kwargs)


@dataclass(frozen=True, slots=True)
class LinkedProposal:
    """A proposal, the address of the form of its session; the other dates of its room, each with its address and with
    the breaches that the first date has not.
    """

    proposal: DateProposal
    address: str
    others: list[tuple[DateProposal, str, list[str]]]

    @classmethod
    def of(cls, proposal: DateProposal, training: TrainingPage) -> "LinkedProposal":
        others = [
            (other, address_of(other, training), [words for words in other.breaches if words not in proposal.breaches])
            for other in proposal.others
        ]
        return cls(proposal, address_of(proposal, training), others)


def demand_of(search_space: SearchSpace, form: FindDateForm, query: dict) -> list[tuple[str, int, str, bool]]:
    """Return who may want the date, with their number, the address of the search for them, and whether it is this one.

    The most numerous come first, everybody last; nothing to choose where one territory alone wants it.
    """
    territories = [(search_space.voices[each.pk], each.name, slug, each.pk) for slug, each in form.territories.items()]
    choices = sorted((choice for choice in territories if choice[0]), key=lambda choice: (-choice[0], choice[1]))
    if len(choices) < 2:
        return []
    choices.append((sum(search_space.voices.values()), "Tout le monde", "", None))
    return [
        (name, count, f"?{urlencode(query | {'pour': slug})}", key == search_space.wanted_by)
        for count, name, slug, key in choices
    ]


def preferences_in_words(wishers: tuple[Wisher, ...]) -> str:
    """List the preferred days with the number of people who said each; empty if nobody did."""
    counts = Counter(weekday for wisher in wishers for weekday in wisher.weekdays)
    days = [f"{Weekday(weekday).label} ({count})" for weekday, count in sorted(counts.items())]
    return join_words(days) if days else ""


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
