"""Who may read the report of a year."""

from formation.permissions import may_read_demand
from reseau.permissions import required


def may_read_report(user) -> bool:
    """Return whether `user` prepares the report, budget included: coordinators and territorial animators."""
    return may_read_demand(user)


report_readers = required(may_read_report)
