"""Dormant records: last contact, and records due for elimination.

A contact is any sign of the learner: a login, a self-positioning, evidence that stands, a proposal, a decision, or news
noted by an animator. How long is too long: `b2i.privacy.retention.rule`.
"""

import datetime

from django.db.models import Max, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone

from b2i.people.learners.models.learner import Learner
from b2i.privacy.retention.enums import EliminationOutcome
from b2i.privacy.retention.models import Contact
from b2i.privacy.retention.rule import RULE
from b2i.records.models import Evidence, Positioning
from b2i.records.self_positioning import CanDoAnswer
from b2i.records.validation.models.validation import Proposal, Validation
from reseau.calendar.days import midnight


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
    """Return the learners without contact for as long as the rule says, except those whose record is put aside."""
    return _without_contact_for(RULE.dormant_days, learners)


def due(learners: QuerySet[Learner]) -> QuerySet[Learner]:
    """Return the learners whose record may be listed today, on no list yet: dormant, then notified long enough ago."""
    notice_limit = timezone.localdate() - datetime.timedelta(days=RULE.notice_days)
    return (
        _without_contact_for(RULE.listed_days, learners)
        .filter(dormancy_notice__told_on__lte=notice_limit)
        .exclude(elimination_lines__outcome=EliminationOutcome.WAITING)
    )


def is_told_too_early(learner: Learner) -> bool:
    """Tell whether the notice was given before the record was dormant: a merge may bring a later contact.

    `learner` has its `last_contact` and its notice.
    """
    told_on, last_day = learner.dormancy_notice.told_on, timezone.localdate(learner.last_contact)
    return (told_on - last_day).days < RULE.dormant_days


def _without_contact_for(days: int, learners: QuerySet[Learner]) -> QuerySet[Learner]:
    """Count moments, and days of the calendar too: a change of the clock must not make a list a day early."""
    next_day = timezone.localdate() - datetime.timedelta(days=days - 1)
    limit = min(timezone.now() - datetime.timedelta(days=days), midnight(next_day))
    return with_last_contact(learners).not_put_aside().filter(last_contact__lt=limit)
