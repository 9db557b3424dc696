"""Separate process: time of twenty proposals for each training of the demo, as a JSON line."""

import json

from bench.timing import milliseconds
from formation.catalogue.models.training import TrainingPage
from formation.planning.finding.loading import world_of
from formation.planning.finding.ranking import proposals


def main() -> None:
    """Print milliseconds of each training, database reads included."""
    trainings = list(TrainingPage.objects.live().order_by("pk"))
    print(json.dumps({"dates": [milliseconds(lambda one=one: proposals(world_of(one))) for one in trainings]}))
