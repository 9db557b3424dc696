"""The demo's rights: a contested line, a record put aside, lists for the Archives, a table to confirm."""

import datetime
from pathlib import Path

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from b2i.frameworks.models.framework import Skill
from b2i.learner_import import services as learner_imports
from b2i.learners.models.learner import Learner
from b2i.records.enums import ContestOutcome
from b2i.records.models import Evidence, Positioning, Record
from b2i.records.services import add_evidence
from b2i.registration.services import create_learner
from b2i.retention import services as retention_services
from b2i.retention.models import DepartedTally, DormancyNotice, Elimination
from b2i.rights import services as rights_services
from b2i.validation.models.validation import Proposal, Validation
from reseau.members.models.member import Member

VISA = {"reference": "AD46-DEMO-12", "visa_by": "Direction des Archives départementales (démonstration)"}
OLD_DAYS, TOLD_DAYS = 800, 100
DESTROYED = 6
# A typical table of an EPM: two records to open, a duplicate line, two incomplete lines.
TABLE = Path(__file__).parents[1] / "content" / "apprenants.csv"


def build_rights(*, animators: list[Member], coordinator: Member) -> None:
    """Build one object of each kind for the first animator's EPM; others have records due for the Archives."""
    own_learners = list(Learner.objects.filter(epm=animators[0].main_position.epm).order_by("pk"))
    _contest(own_learners[0], animators[0])
    rights_services.put_aside(learner=own_learners[5], asked_by=own_learners[5].member)
    learner_imports.open_import(
        content=TABLE.read_bytes(), epm=animators[0].main_position.epm, imported_by=animators[0]
    )
    other_learners = list(Learner.objects.exclude(epm=own_learners[0].epm).order_by("pk"))
    _carry_one_out(animator=animators[3], coordinator=coordinator)
    listed_learners, due_learners = other_learners[40:43], other_learners[43:48]
    _age([own_learners[6], *listed_learners, *due_learners])
    retention_services.notify_dormant_records()
    told_on = timezone.localdate() - datetime.timedelta(days=TOLD_DAYS)
    DormancyNotice.objects.filter(learner__in=listed_learners).update(told_on=told_on)
    retention_services.prepare_elimination(prepared_by=coordinator)
    DormancyNotice.objects.filter(learner__in=due_learners).update(told_on=told_on)


def _contest(learner: Learner, animator: Member) -> None:
    """Contest two lines of the first card: one is answered, the other waits."""
    record = learner.records.on_base().get()
    first_line, second_line = record.evidence.order_by("pk")[:2]
    answered_contest = rights_services.contest(
        record=record, evidence=first_line, words="C’était la semaine d’après, à la médiathèque."
    )
    rights_services.answer_contest(
        contest=answered_contest,
        outcome=ContestOutcome.CORRECTED,
        words="Vous avez raison\u00a0: c’était à la médiathèque, une semaine plus tard.",
        answered_by=animator,
    )
    rights_services.contest(record=record, evidence=second_line, words="Je l’ai fait avec de l’aide, pas seule.")


def _age(learners: list[Learner]) -> None:
    """Make learners dormant: no contact for more than two years, with all dates as old."""
    old_moment = timezone.now() - datetime.timedelta(days=OLD_DAYS)
    Learner.objects.filter(pk__in=[learner.pk for learner in learners]).update(created=old_moment)
    Record.objects.filter(learner__in=learners).update(opened_on=timezone.localdate(old_moment))
    for model in (Evidence, Positioning, Proposal, Validation):
        model._base_manager.filter(record__learner__in=learners).update(created=old_moment)


def _carry_one_out(*, animator: Member, coordinator: Member) -> None:
    """Carry out last year’s list: its records are destroyed, their numbers are kept."""
    skill = Skill.objects.get(domain__framework__is_record_base=True, code="D1.2")
    destroyed_learners = []
    for rank in range(1, DESTROYED + 1):
        registration = create_learner(
            first_name="Livret",
            last_name=f"ancien {rank}",
            epm=animator.main_position.epm,
            created_by=animator,
            secret_hash=make_password(None),
            is_fictitious=True,
        )
        add_evidence(record=registration.record, skill=skill, text="A rangé ses photos par année", observed_by=animator)
        destroyed_learners.append(registration.learner)
    _age(destroyed_learners)
    retention_services.notify_dormant_records()
    today = timezone.localdate()
    told_on = today - datetime.timedelta(days=TOLD_DAYS)
    DormancyNotice.objects.filter(learner__in=destroyed_learners).update(told_on=told_on)
    elimination = retention_services.prepare_elimination(prepared_by=coordinator)
    retention_services.note_visa(elimination=elimination, visa_on=today, noted_by=coordinator, **VISA)
    retention_services.carry_out(elimination=elimination)
    prepared_at, carried_out_at = (timezone.now() - datetime.timedelta(days=days) for days in (420, 380))
    last_year = {"prepared_on": prepared_at.date(), "visa_on": carried_out_at.date(), "carried_out_at": carried_out_at}
    Elimination.objects.filter(pk=elimination.pk).update(**last_year)
    DepartedTally.objects.filter(year=today.year).update(year=today.year - 1)
