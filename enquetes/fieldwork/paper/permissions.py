"""Who prepares batches, keys their sheets and decides differences."""

from enquetes.fieldwork.paper.models.batch import PaperBatch
from reseau.permissions import watches_any_territory


def may_decide(user) -> bool:
    """Differences are decided by those who watch a territory."""
    return watches_any_territory(user)


def may_key(user, batch: PaperBatch) -> bool:
    """Those who watch a territory, and the members whom the coordination named for the batch. One query at most."""
    return watches_any_territory(user) or (user.is_authenticated and batch.keyers.filter(pk=user.pk).exists())
