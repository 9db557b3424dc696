"""Who reads the list of records: animators with names, those who watch over several EPM with numbers alone."""

from b2i.people.permissions import follows_learners
from reseau.permissions import required


def counts_learners(user) -> bool:
    """Watches over a territory or the département: reads how many learners there are, not who they are."""
    return user.is_authenticated and (user.is_coordinator or user.is_territorial)


def has_records_page(user) -> bool:
    """Follows learners or counts them."""
    return follows_learners(user) or counts_learners(user)


counts_required = required(counts_learners)
records_required = required(has_records_page)
