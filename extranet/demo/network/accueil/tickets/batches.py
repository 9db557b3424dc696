"""Batches of tickets of the demo, one in each territory, issued in spring to people who do not exist."""

import datetime
import random
from collections.abc import Iterator

from django.utils import timezone

from accueil.declic.tickets.models.batch import TicketBatch
from accueil.declic.tickets.models.ledger import LedgerEntry
from accueil.declic.tickets.services.issue import NamedPerson, issue_batch
from b2i.people.learners.models.learner import Learner
from b2i.records.validation.models.validation import Validation
from extranet.demo.network.people import Namer
from reseau.people.members.models.member import Member
from reseau.places.models.commune import Territory

LABEL = "Premier lot, mission locale"
PEOPLE = (36, 24, 18)
AGO = datetime.timedelta(days=150)
# People of a batch whose B2i record is known.
RECORDED = 6
VALID = datetime.timedelta(days=365)


def build_ticket_batches(*, coordinator: Member, draw: random.Random) -> list[TicketBatch]:
    """Issue a batch in each territory, as if it was five months ago."""
    recorded = _with_records()
    learners = {str(learner) for learner in Learner.objects.select_related("member")}
    people = (person for person in _people(Namer(draw)) if person.name not in learners)
    issued_on = timezone.localdate() - AGO
    batches = []
    for territory, count in zip(Territory.objects.order_by("name"), PEOPLE, strict=False):
        batch = issue_batch(
            label=LABEL,
            territory=territory,
            expires_on=issued_on + VALID,
            people=[*recorded[:RECORDED], *(next(people) for _ in range(count - len(recorded[:RECORDED])))],
            by=coordinator,
        )
        recorded = recorded[RECORDED:]
        TicketBatch.objects.filter(pk=batch.pk).update(issued_on=issued_on)
        # Dated back: the manager of entries refuses.
        LedgerEntry._base_manager.filter(ticket__batch=batch).update(noted=timezone.now() - AGO)
        batches.append(batch)
    return batches


def _with_records() -> list[NamedPerson]:
    """Return learners of whom a skill was validated, for two batches."""
    granted = Validation.objects.granted().values("record__learner")
    learners = Learner.objects.filter(pk__in=granted).select_related("member").order_by("card_number")[: 2 * RECORDED]
    return [NamedPerson(str(learner), "", learner.card_number) for learner in learners]


def _people(namer: Namer) -> Iterator[NamedPerson]:
    """Yield people, two in three with a telephone number that nobody has."""
    rank = 0
    while True:
        first_name, last_name = namer.next()
        yield NamedPerson(f"{first_name} {last_name}", f"05 36 49 02 {rank:02d}" if rank % 3 else "")
        rank += 1
