"""Erasure of learners, at their request or at the end of retention, and of the second account of a merge."""

from collections.abc import Iterable

from django.db import transaction

from b2i.duplicates.merge_plan import keeps_rows
from b2i.duplicates.models import Merge
from b2i.erasure import remains
from b2i.learners.models.learner import Learner


def erase_learner(*, learner: Learner) -> None:
    """Erase a learner who withdraws their consent (RGPD, article 17), with records and files. Irreversible."""
    erase_learners(learners=[learner])


@transaction.atomic
def erase_learners(*, learners: Iterable[Learner]) -> None:
    """Erase learners, with the learners who were merged into them. Irreversible.

    Who opened their records goes too: that journal is kept for them, and nobody is left to read it.
    """
    people = [person for learner in learners for person in learner.with_merged()]
    remains.forget_searches(people)
    remains.forget_waiting_tables(people)
    _erase_accounts(people)


@transaction.atomic
def settle_merges() -> int:
    """Erase the second account of merges that can no longer be undone; return the number of accounts erased.

    An account whose record still holds rows, such as a validation, is kept and visible to nobody, and so is one into
    which it was merged.
    """
    merges = Merge.objects.settled().select_related("absorbed__member")
    settled = [
        merge for merge in merges if not keeps_rows(merge.journal) and merge.absorbed.with_merged() == [merge.absorbed]
    ]
    _erase_accounts([merge.absorbed for merge in settled])
    return len(settled)


def _erase_accounts(people: list[Learner]) -> None:
    remains.forget_messages(people)
    remains.discard_files(people)
    remains.forget_numbers_on_lists(people)
    remains.forget_wrong_codes(people)
    for person in people:
        person.member.delete()
