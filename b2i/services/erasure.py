"""Erasing a learner: her account, her records, everything that hangs on them. There is no way back."""

from django.db import transaction

from b2i.contest_notices import forget_contest
from b2i.models import Contest, Learner
from b2i.services.evidence_files import forget_files_of


@transaction.atomic
def erase_learner(*, learner: Learner) -> None:
    """At her request: the record rests on her consent, which she takes back (RGPD article 17). Figures lose her too."""
    for contest in Contest.objects.awaiting().filter(record__learner=learner):
        forget_contest(contest)
    forget_files_of(records=learner.records.all())
    for account in learner.accounts():
        account.delete()
