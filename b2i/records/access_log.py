"""Who read or took away which record, and when: one line of the journal, for the operator (CNIL: six to twelve months).

Keys alone, no name and nothing of the record. The journal is not in the database: reading a page writes nothing there.
"""

import logging

from django.http import HttpRequest

from b2i.learners.models.learner import Learner

logger = logging.getLogger("b2i.access")


def note_access(request: HttpRequest, learner: Learner, *, what: str) -> None:
    """`what`: « read », « exported », « erased »."""
    logger.info("record=%s member=%s action=%s", learner.card_number, request.user.pk, what)
