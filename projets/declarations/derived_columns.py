"""What pooling keeps counted: how many parts of each are taken."""

from collections.abc import Iterator

from django.db.models import F, Sum

from jobs.derived_columns import DerivedColumn, WrongRow
from projets.portfolio.pooling.models import Pooling
from projets.portfolio.pooling.services import recount_taken

TAKEN = "parts prises"


def wrong_taken() -> Iterator[WrongRow]:
    """Yield the poolings whose number differs from the parts of their EPM. One query."""
    wrong = Pooling.objects.annotate(counted=Sum("parts__quantity", default=0)).exclude(taken=F("counted"))
    for pooling in wrong.order_by("pk"):
        yield WrongRow(pooling.pk, str(pooling), {TAKEN: pooling.taken}, {TAKEN: pooling.counted})


def _recount(key: int) -> None:
    recount_taken(key=key)


COLUMNS = (DerivedColumn("Parts prises des mutualisations", wrong_taken, _recount),)
