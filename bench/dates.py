"""Separate process: time of the proposals for each training of the demo, as a JSON line."""

import json

from bench.timing import milliseconds
from formation.offer.catalogue.models.training import TrainingPage
from formation.year.planning.date_search.ranking import proposals
from formation.year.planning.date_search.search_space_loading import search_space_for


def main() -> None:
    """Print milliseconds of each training, database reads included."""
    trainings = list(TrainingPage.objects.live().order_by("pk"))
    print(json.dumps({"dates": [milliseconds(lambda one=one: proposals(search_space_for(one))) for one in trainings]}))
