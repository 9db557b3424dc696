"""Erasing a learner: her account, her records, everything that hangs on them. There is no way back."""

from django.db import transaction

from b2i.evidence.services import forget_files_of
from b2i.learners.models.learner import Learner
from b2i.records.models.contest import Contest
from b2i.rights.notices import forget_contest


@transaction.atomic
def erase_learner(*, learner: Learner) -> None:
    """At her request: the record rests on her consent, which she takes back (RGPD article 17). Figures lose her too."""
    for contest in Contest.objects.awaiting().filter(record__learner=learner):
        forget_contest(contest)
    forget_files_of(records=learner.records.all())
    for account in learner.accounts():
        account.delete()
