"""Draft a whole year: coordinators then change the drafts, announce them one by one, or cancel them."""

import time
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction

from formation.offer.catalogue.models.training import TrainingPage
from formation.sessions.half_day_rules import Slot
from formation.sessions.models.session import Session
from formation.sessions.session_data import SessionData
from formation.year.drafting.candidates import Candidate, candidates_for, load_year
from formation.year.drafting.feasibility import impossibilities
from formation.year.drafting.optimiser import SECONDS, choose
from formation.year.planning.date_search.costs import Costs, breaches_in_words
from formation.year.session_changes.services import open_session
from reseau.people.members.models.member import Member
from reseau.places.models.epm import EPM

# The solver gets at least this long, however long loading took.
LEAST_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class DraftedYear:
    """`sessions`: drafts, each with the rules that it breaches. `impossible`: obstacles. `missing`: half-days still to
    plan.
    """

    sessions: list[tuple[Session, list[str]]]
    impossible: list[str]
    missing: int
    is_best: bool


def draft_year(*, year: int, by: Member, seconds: float = SECONDS, workers: int = 1) -> DraftedYear:
    """Create the drafts that bring `year` nearest to its target, to what people want and to fairness.

    Announced sessions and existing drafts do not change. `seconds` bounds the whole, loading included. Raises
    OptimiserMissingError.
    """
    start = time.monotonic()
    year_facts = load_year(year)
    if not year_facts.missing:
        return DraftedYear([], [], 0, is_best=True)
    candidates = list(candidates_for(year_facts))
    impossible = impossibilities(year_facts, candidates)
    remaining_seconds = max(seconds - (time.monotonic() - start), LEAST_SECONDS)
    selection = choose(year_facts, candidates, seconds=remaining_seconds, workers=workers)
    sessions, missing_half_days = [], year_facts.missing
    for candidate in selection.candidates:
        try:
            session = _draft(candidate, by)
        except ValidationError as clash:  # somebody planned something there meanwhile
            impossible += clash.messages
            continue
        choice = candidate.choice
        costs = Costs(candidate.course.within(year_facts.search_space))
        sessions.append((session, breaches_in_words(costs, choice.moments, choice.room, choice.trainer)))
        missing_half_days -= candidate.half_days
    return DraftedYear(sessions, impossible, max(missing_half_days, 0), selection.is_best)


@transaction.atomic
def _draft(candidate: Candidate, by: Member) -> Session:
    choice, training = candidate.choice, TrainingPage.objects.get(pk=candidate.course.key)
    epm = EPM.objects.select_related("commune").get(pk=choice.room.key)
    trainers = Member.objects.filter(pk=choice.trainer.key) if choice.trainer else ()
    session_data = SessionData.in_epm(epm, capacity=min(training.capacity, epm.seats), trainers=tuple(trainers))
    slots = [Slot.usual(day, part) for day, part in choice.moments]
    return open_session(training=training, session_data=session_data, half_days=slots, by=by, is_draft=True)
