"""Log of accesses to records, for the operator: one line each (CNIL: kept six to twelve months).

It holds keys alone, no name and nothing of the record. It is not in the database: reading a page writes nothing there.
"""

import logging

from django.http import HttpRequest

from b2i.learners.models.learner import Learner

logger = logging.getLogger("b2i.access")


def note_access(request: HttpRequest, learner: Learner, *, action: str) -> None:
    """Log an access. `action`: « read », « exported » or « erased »."""
    logger.info("record=%s member=%s action=%s", learner.card_number, request.user.pk, action)
