"""All of the tickets of the demo, in order: bodies, batches, sessions, debits, statements."""

import random
from collections.abc import Sequence

from extranet.demo.network.accueil.tickets.batches import build_ticket_batches
from extranet.demo.network.accueil.tickets.bodies import build_ticket_bodies
from extranet.demo.network.accueil.tickets.debits import build_debits
from extranet.demo.network.accueil.tickets.sessions import build_sessions
from extranet.demo.network.accueil.tickets.statements import build_ticket_statements
from reseau.people.members.models.member import Member


def build_tickets(*, animators: Sequence[Member], coordinator: Member, draw: random.Random) -> None:
    bodies = build_ticket_bodies(animators=animators, coordinator=coordinator)
    batches = build_ticket_batches(coordinator=coordinator, draw=draw)
    build_sessions(bodies=bodies)
    build_debits(bodies=bodies, batches=batches)
    build_ticket_statements(coordinator=coordinator)
