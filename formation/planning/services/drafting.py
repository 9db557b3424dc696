"""Proposes a whole year at once: drafts that coordinators change, announce one by one, or cancel."""

import time
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction

from formation.catalogue.models.training import TrainingPage
from formation.planning.drafting.choosing import SECONDS, choose
from formation.planning.drafting.counting import impossibilities
from formation.planning.drafting.offers import Offer, offers_of, read_year
from formation.planning.finding.costs import Costs, bends_in_words
from formation.scheduling.services import open_session
from formation.sessions.half_day_data import Slot
from formation.sessions.models.session import Session
from formation.sessions.session_data import Terms
from reseau.members.models.member import Member
from reseau.places.models.epm import EPM

# However long reading took, the solver has time for a first answer.
LEAST_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class DraftedYear:
    """`sessions` with what each bends; `impossible`: what stands in the way; `missing`: half-days still to plan."""

    sessions: list[tuple[Session, list[str]]]
    impossible: list[str]
    missing: int
    is_best: bool


def draft_year(*, year: int, by: Member, seconds: float = SECONDS, workers: int = 1) -> DraftedYear:
    """Adds to `year` the drafts that bring it nearest to its target, to what people want and to fairness.

    What is announced, and what is a draft already, stays as it is; `seconds` bound the whole, what is read included.
    Raises `OptimiserMissingError`.
    """
    start = time.monotonic()
    read = read_year(year)
    if not read.missing:
        return DraftedYear([], [], 0, is_best=True)
    offers = list(offers_of(read))
    impossible = impossibilities(read, offers)
    left = max(seconds - (time.monotonic() - start), LEAST_SECONDS)
    draw = choose(read, offers, seconds=left, workers=workers)
    sessions, missing = [], read.missing
    for offer in draw.offers:
        try:
            session = _draft(offer, by)
        except ValidationError as taken:  # somebody planned something there while the solver was thinking
            impossible += taken.messages
            continue
        choice = offer.choice
        costs = Costs(offer.course.within(read.world))
        sessions.append((session, bends_in_words(costs, choice.moments, choice.room, choice.trainer)))
        missing -= offer.half_days
    return DraftedYear(sessions, impossible, max(missing, 0), draw.is_best)


@transaction.atomic
def _draft(offer: Offer, by: Member) -> Session:
    choice, training = offer.choice, TrainingPage.objects.get(pk=offer.course.key)
    epm = EPM.objects.select_related("commune").get(pk=choice.room.key)
    trainers = Member.objects.filter(pk=choice.trainer.key) if choice.trainer else ()
    terms = Terms.in_epm(epm, capacity=min(training.capacity, epm.seats), trainers=tuple(trainers))
    slots = [Slot.usual(day, part) for day, part in choice.moments]
    return open_session(training=training, terms=terms, half_days=slots, by=by, is_draft=True)
