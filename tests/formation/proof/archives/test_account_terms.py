"""The proofs of training outlive an account that serves no more, as they do any other."""

import datetime

import pytest
from django.utils import timezone

from alertes.channels.notices.services import notify
from extranet.access.account_terms.services import CLOSED_KEPT, PATIENCE, carry_out_terms, plan_terms
from formation.proof.archives.models import ArchivedIdentity
from formation.proof.certificates.models import Certificate
from reseau.people.members.models.member import Member

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


def test_certificate_outlives_the_account_that_served_no_more(closed_session):
    holder, colleague, *_ = (enrolment.member for enrolment in closed_session())
    notify(members=[colleague], key="essai", text=f"{holder} vient aussi", url="/")
    sign = timezone.localdate()
    Member.objects.exclude(pk=holder.pk).update(last_sign=sign + 2_000 * DAY)
    Member.objects.filter(pk=holder.pk).update(last_sign=sign)
    # Thirteen months have 393 days at least, 397 at most.
    first = next(day for day in (sign + number * DAY for number in range(393, 400)) if plan_terms(today=day))

    for day in (first, first + PATIENCE, first + 2 * PATIENCE, first + 2 * PATIENCE + CLOSED_KEPT):
        carry_out_terms(today=day)

    assert ArchivedIdentity.objects.get().member_id == holder.pk
    assert Certificate.objects.filter(enrolment__member=holder).exists()
    assert not colleague.notices.filter(key="essai").exists()
    assert carry_out_terms(today=first + 3 * CLOSED_KEPT) == 0
