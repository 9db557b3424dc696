"""Erasure of learners, at their request or at the end of retention, and of the second account of a merge."""

from collections.abc import Iterable

from django.db import transaction

from audit.enums import Act
from audit.services import note_acts
from b2i.admission.duplicates.merge_plan import keeps_rows
from b2i.admission.duplicates.models import Merge
from b2i.people.learners.models.learner import Learner
from b2i.privacy.erasure import remains
from reseau.people.members.models.member import Member


def erase_learner(*, learner: Learner, by: Member | None = None) -> None:
    """Erase a learner who withdraws their consent (RGPD, article 17), with records and files. Irreversible."""
    erase_learners(learners=[learner], by=by)


@transaction.atomic
def erase_learners(*, learners: Iterable[Learner], by: Member | None = None) -> None:
    """Erase learners, with the learners who were merged into them. Irreversible. `by`: None for a command.

    Their keys stay in the journal of acts: an old copy that is restored must forget them again. Who opened their
    records goes: that journal is kept for them, and nobody is left to read it.
    """
    people = [person for learner in learners for person in learner.with_merged()]
    remains.forget_searches(people)
    remains.forget_waiting_tables(people)
    note_acts(act=Act.LEARNER_ERASED, rows=[person.pk for person in people], by=by and by.pk)
    _erase_accounts(people)


@transaction.atomic
def settle_merges() -> int:
    """Erase the second account of merges that can no longer be undone; return the number of accounts erased.

    An account whose record still holds rows, such as a validation, is kept and visible to nobody, and so is one into
    which it was merged. No act is noted: the record goes on, and a copy of before the merge still needs both.
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
