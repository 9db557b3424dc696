"""Erasure of learners, at their request or at the end of retention, and of the second account of a merge."""

from collections.abc import Iterable, Sequence

from django.db import transaction

from alertes.channels.notices.services import erase_mentions, erase_notices_about
from audit.enums import Act
from audit.services import note_acts
from b2i.admission.duplicates.merge_plan import keeps_rows
from b2i.admission.duplicates.models import Merge
from b2i.admission.learner_import.services import forget_tables_naming
from b2i.outcomes.jury.paper_freezing import destroy_papers_of
from b2i.outcomes.jury.services import discard_archives_of
from b2i.people.card_locks.services import forget_card
from b2i.people.learners.models.learner import Learner
from b2i.people.learners.services import discard_papers_of
from b2i.records.evidence.services import discard_files_of
from b2i.records.models import Record
from b2i.records.validation.models.validation import Proposal
from reseau.people.members.models.member import Member
from search.questions.journal.tallies import forget_names


# What names a learner outside the rows that go with their account: messages, files, archives, tables, lists.
#
# A concept that comes to copy a name or a card number elsewhere adds here what forgets it.
def forget_messages(people: Sequence[Learner]) -> None:
    """Delete the notices and mails about the records of `people`, and any that bears their card number or full name.

    A name that somebody else of the site bears as well is left: it may be theirs.
    """
    for key in Record.objects.filter(learner__in=people).values_list("pk", flat=True):
        erase_notices_about(about=f"record:{key}")
    folded_names = [learner.member.search_name for learner in people]
    others = Member.objects.exclude(learner__in=people).filter(search_name__in=folded_names)
    names_of_others = set(others.values_list("search_name", flat=True))
    for learner in people:
        words = [learner.card_number]
        if learner.member.last_name and learner.member.search_name not in names_of_others:
            words.append(str(learner))
        proposals = Proposal.objects.filter(record__learner=learner)
        pages = [learner.get_absolute_url(), *(proposal.get_absolute_url() for proposal in proposals)]
        erase_mentions(words=words, urls=pages)


def discard_files(people: Sequence[Learner]) -> None:
    """Delete, after commit, the files of evidence, the archives that hold a copy, and the papers of parents.

    The bytes of what a jury read go too.
    """
    records = Record.objects.filter(learner__in=people)
    discard_files_of(records=records)
    discard_archives_of(records=records)
    destroy_papers_of(records=records)
    discard_papers_of(learners=people)


def forget_numbers_on_lists(people: Sequence[Learner]) -> None:
    """Empty the card number on the elimination lists that still name `people`: the line itself stays, and counts.

    A line whose record was destroyed under a visa names nobody any more, and keeps its number as the proof of it.
    """
    for learner in people:
        learner.elimination_lines.update(card_number="")


def forget_searches(people: Sequence[Learner]) -> None:
    """Delete what was searched with their names; numbers of cards are never kept (`search.questions.journal`)."""
    forget_names(names=[person.member.last_name or person.member.first_name for person in people])


def forget_waiting_tables(people: Sequence[Learner]) -> None:
    """Delete the uploaded tables that wait for their confirmation in an EPM of `people` and have their name."""
    for learner in people:
        forget_tables_naming(learner=learner)


def forget_wrong_codes(people: Sequence[Learner]) -> None:
    """Forget the wrong codes that were typed with the numbers of their cards, and the numbers with them."""
    for learner in people:
        forget_card(number=learner.card_number)


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
    forget_searches(people)
    forget_waiting_tables(people)
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
    forget_messages(people)
    discard_files(people)
    forget_numbers_on_lists(people)
    forget_wrong_codes(people)
    for person in people:
        person.member.delete()
