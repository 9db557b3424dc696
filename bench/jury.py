"""Separate process: time to print five hundred files for the jury, as JSON lines."""

import json
from itertools import cycle, islice

from b2i.outcomes.jury.jury_file import build_jury_files
from b2i.outcomes.jury.paper import jury_paper
from b2i.outcomes.jury.readiness import ready_for_jury
from b2i.records.models import Record
from bench.papers import one_line
from bench.timing import milliseconds

MANY = 500
AT_ONCE = 25


def main() -> None:
    """Print milliseconds of each file, read in batches as the worker does; and of as many one-line documents.

    The demo has fewer ready learners: each is used several times.
    """
    ready = list(ready_for_jury(Record.objects.with_learner()).order_by("pk"))
    one_line()
    lots = [list(islice(cycle(ready), AT_ONCE)) for _ in range(MANY // AT_ONCE)]
    print(json.dumps({"jury": [milliseconds(jury_papers, lot) / AT_ONCE for lot in lots]}))
    print(json.dumps({"one_line": [milliseconds(one_line) for _ in range(MANY)]}))


def jury_papers(records: list[Record]) -> list[bytes]:
    return [jury_paper(file).pdf() for file in build_jury_files(records)]
