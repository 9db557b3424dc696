"""Dormant records: last contact, and records due for elimination.

A contact is any sign of the learner: a login, a self-positioning, evidence that stands, a proposal, a decision, or news
noted by an animator. The CNIL finds two years proportionate for a dormant account.
"""

import datetime

from django.db.models import Max, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone

from b2i.learners.models.learner import Learner
from b2i.records.models import Evidence, Positioning
from b2i.retention.models import Contact
from b2i.self_positioning.models import CanDoAnswer
from b2i.validation.models.validation import Proposal, Validation

DORMANT_DAYS = 730
NOTICE_DAYS = 90


def with_last_contact(learners: QuerySet[Learner]) -> QuerySet[Learner]:
    """Add `last_contact`, a datetime."""
    models = Positioning, CanDoAnswer, Proposal, Validation
    entries = Evidence.objects.standing(), *(model.objects.all() for model in models)
    contact_times = [_latest_entry(queryset, "record__learner") for queryset in entries]
    contact_times += [_latest_entry(Contact.objects.all(), "learner"), "member__last_login"]
    return learners.annotate(
        last_contact=Greatest("created", *(Coalesce(contact_time, "created") for contact_time in contact_times))
    )


def _latest_entry(entries: QuerySet, learner: str) -> Subquery:
    rows = entries.filter(**{learner: OuterRef("pk")}).order_by()
    return Subquery(rows.values(learner).annotate(last=Max("created")).values("last"))


def dormant(learners: QuerySet[Learner]) -> QuerySet[Learner]:
    """Return the learners without contact for two years, except those whose record is put aside."""
    limit = timezone.now() - datetime.timedelta(days=DORMANT_DAYS)
    return with_last_contact(learners).not_put_aside().filter(last_contact__lt=limit)


def due(learners: QuerySet[Learner]) -> QuerySet[Learner]:
    """Return the dormant learners whose EPM was notified three months ago and who are on no list."""
    notice_limit = timezone.localdate() - datetime.timedelta(days=NOTICE_DAYS)
    return (
        dormant(learners)
        .filter(dormancy_notice__told_on__lte=notice_limit)
        .exclude(elimination_lines__outcome="waiting")
    )
