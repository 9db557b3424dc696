"""Tickets déclic of the demo: bodies, batches, paid sessions, debits and statements."""

import datetime
import random
from collections.abc import Iterator, Sequence
from datetime import timedelta

from django.utils import timezone

from accueil.declic.bodies.models import TicketBody
from accueil.declic.bodies.services import add_body, end_approval
from accueil.declic.debits.presences import DISCOVERY, PaidSession, recent_sessions
from accueil.declic.debits.services import debit, reverse_debit
from accueil.declic.enums import BodyKind, ReversalReason
from accueil.declic.reimbursements.models import TicketStatement
from accueil.declic.reimbursements.pending import month_to_draw
from accueil.declic.reimbursements.services import add_step, draw_month, note_step
from accueil.declic.tickets.models.batch import TicketBatch
from accueil.declic.tickets.models.ledger import LedgerEntry
from accueil.declic.tickets.models.ticket import Ticket
from accueil.declic.tickets.services import NamedPerson, issue_batch
from alertes.channels.notices.services import erase_notices_about
from b2i.people.learners.models.learner import Learner
from b2i.records.validation.models.validation import Validation
from extranet.demo.network.meetings import working_day
from extranet.demo.network.people import Namer
from reseau.people.members.models.member import Member
from reseau.people.members.models.position import Position
from reseau.places.models.commune import Territory
from reseau.places.models.epm import EPM
from ressources.sheets.models.workshop import WorkshopPage
from ressources.workshops.deliveries.models.delivery import Delivery
from ressources.workshops.deliveries.models.delivery_tally import DeliveryTally

# Bodies of the demo that take tickets: ten places, a training body, a place whose approval is over.
PLACES = 10
TRAINING_BODY = "Organisme de formation du Causse (fictif)"
SINCE = datetime.timedelta(days=300)


def build_ticket_bodies(*, animators: Sequence[Member], coordinator: Member) -> list[TicketBody]:
    """Approve the places of the first animators, in order, and return them; a training body and a past one besides."""
    starts_on = timezone.localdate() - SINCE
    epms = _places_of(animators)[: PLACES + 1]
    bodies = [add_body(kind=BodyKind.EPM, epm=epm, starts_on=starts_on, by=coordinator) for epm in epms]
    add_body(kind=BodyKind.TRAINING, epm=epms[1], name=TRAINING_BODY, starts_on=starts_on, by=coordinator)
    closed = bodies.pop()
    end_approval(approval=closed.approvals.get(), ends_on=timezone.localdate() - SINCE / 3, by=coordinator)
    for body in TicketBody.objects.all():
        erase_notices_about(about=f"ticket-body:{body.pk}")
    return bodies


def _places_of(animators: Sequence[Member]) -> list[EPM]:
    places: dict[int, EPM] = {}
    for member in animators:
        epm = member.main_position.epm
        places.setdefault(epm.pk, epm)
    return list(places.values())


# Batches of tickets of the demo, one in each territory, issued in spring to people who do not exist.
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


# Discovery sessions of the demo for tickets: every two weeks in three places, with sheets that nobody ran before.
SESSION_PLACES, SESSIONS, SHEETS = 3, 6, 6
EVERY = timedelta(days=14)


def build_sessions(*, bodies: Sequence[TicketBody]) -> None:
    """Note deliveries of two hours, without a notice: they are months old for whoever reads the demo."""
    sheets = list(WorkshopPage.objects.live().filter(level__in=DISCOVERY, deliveries=None).order_by("pk")[:SHEETS])
    for body in bodies[:SESSION_PLACES]:
        member = Position.objects.live().filter(epm=body.epm_id).earliest("pk").member
        for rank in range(SESSIONS):
            day = working_day(timezone.localdate() - timedelta(days=5) - rank * EVERY)
            about = {"sheet": sheets[rank % SHEETS], "member": member, "epm": body.epm, "date": day}
            Delivery.objects.get_or_create(**about, defaults={"headcount": 8, "minutes": 120})
    for sheet in sheets:
        DeliveryTally.objects.recount(sheet.pk)


# Debits of the demo: people of each territory come to the discovery sessions of its places; one debit is reversed.
MOST_SESSIONS = 7
# Of three people of a batch, two come to a session. The last ones never came; those before stopped after one session.
SPARED, LEAVERS = 3, 6
EVENING = datetime.time(18)


def build_debits(*, bodies: Sequence[TicketBody], batches: Sequence[TicketBatch]) -> None:
    tickets = {batch.territory_id: list(batch.tickets.with_person().order_by("pk")) for batch in batches}
    for body in bodies:
        held = recent_sessions([body.epm_id], most=MOST_SESSIONS)
        for rank, session in enumerate(reversed(held)):
            _debit_group(session, body, tickets.get(body.epm.commune.territory_id, []), rank)
    _reverse_one(bodies[0])


def _debit_group(session: PaidSession, body: TicketBody, tickets: Sequence[Ticket], rank: int) -> None:
    member = Position.objects.live().filter(epm=body.epm_id).earliest("pk").member
    for place, ticket in enumerate(tickets):
        ticket.refresh_from_db(fields=["balance"])
        left = len(tickets) - place
        has_left = left <= LEAVERS or (bool(rank) and left <= 2 * LEAVERS)
        is_there = not has_left and bool(not rank or (place + rank) % SPARED)
        if is_there and ticket.balance >= session.most_minutes:
            entry = debit(
                session=session,
                body=body,
                code=ticket.code,
                name=ticket.person,
                minutes=session.most_minutes,
                by=member,
            )
            noted = timezone.make_aware(datetime.datetime.combine(session.held_on, EVENING))
            LedgerEntry._base_manager.filter(pk=entry.pk).update(noted=min(noted, timezone.now()))


def _reverse_one(body: TicketBody) -> None:
    entry = LedgerEntry.objects.standing().filter(body=body).order_by("pk").last()
    if entry:
        reverse_debit(entry=entry, reason=ReversalReason.OTHER_PERSON, by=entry.noted_by)


# Statements of the demo: last month is drawn and partly paid, by steps that the demo makes up.
STEPS = (
    ("Vérifié", "Coordination du réseau"),
    ("Transmis au comptable", "Coordination du réseau"),
    ("Payé", "Service des finances (étape inventée)"),
)


def build_ticket_statements(*, coordinator: Member) -> None:
    steps = [add_step(name=name, who=who) for name, who in STEPS]
    month = month_to_draw()
    if month is None:
        return
    draw_month(first_day=month, by=coordinator)
    drawn = timezone.make_aware(datetime.datetime.combine(timezone.localdate().replace(day=1), datetime.time(9)))
    TicketStatement.objects.update(drawn=min(drawn, timezone.now()))
    for rank, statement in enumerate(TicketStatement.objects.order_by("pk")):
        erase_notices_about(about=f"ticket-statement:{statement.pk}")
        for step in steps[: rank % 3]:
            note_step(statement=statement, step=step, done_on=timezone.localdate(), by=coordinator)


# All of the tickets of the demo, in order: bodies, batches, sessions, debits, statements.
def build_tickets(*, animators: Sequence[Member], coordinator: Member, draw: random.Random) -> None:
    bodies = build_ticket_bodies(animators=animators, coordinator=coordinator)
    batches = build_ticket_batches(coordinator=coordinator, draw=draw)
    build_sessions(bodies=bodies)
    build_debits(bodies=bodies, batches=batches)
    build_ticket_statements(coordinator=coordinator)
