"""The demo's rights: a contested line, a record put aside, lists for the Archives, a table to confirm."""

import datetime
from pathlib import Path

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from b2i.admission.learner_import import services as learner_imports
from b2i.admission.registration.services import create_learner
from b2i.frameworks.models.framework import Skill
from b2i.people.learners.models.learner import Learner
from b2i.privacy.retention import services as retention_services
from b2i.privacy.retention.models import DepartedTally, DormancyNotice, Elimination
from b2i.privacy.retention.rule import RULE
from b2i.privacy.rights import services as rights_services
from b2i.records.enums import ContestOutcome
from b2i.records.models import Evidence, Positioning, Record
from b2i.records.self_positioning import CanDoAnswer
from b2i.records.services import add_evidence
from reseau.documents.eliminations.services import note_visa
from reseau.people.members.models.member import Member

VISA = {"reference": "AD46-DEMO-12", "visa_by": "Direction des Archives départementales (démonstration)"}
# Days beyond what the rule asks; days ago of last year’s list: prepared, visa, destruction.
MARGIN, LAST_YEAR = 10, (430, 395, 390)
DESTROYED = 6
HISTORY = (CanDoAnswer, Evidence, Positioning)
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
    _age([own_learners[6]], silent_days=RULE.dormant_days + 6)
    _age([*listed_learners, *due_learners], silent_days=RULE.listed_days + 2 * MARGIN)
    retention_services.notify_dormant_records()
    _notify_epm(listed_learners, days_ago=RULE.notice_days + MARGIN)
    retention_services.prepare_elimination(prepared_by=coordinator)
    _notify_epm(due_learners, days_ago=RULE.notice_days + MARGIN)


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


def _age(learners: list[Learner], *, silent_days: int) -> None:
    """Make learners dormant: their whole history moves back, so that the last contact is as old as said, or older."""
    for rank, learner in enumerate(learners):
        last_moment = timezone.now() - datetime.timedelta(days=silent_days + 3 * rank)
        rows = [row for model in HISTORY for row in model._base_manager.filter(record__learner=learner)]
        last_line = max((row.created for row in rows), default=last_moment)
        shift = timezone.localdate(last_moment) - timezone.localdate(last_line)
        for row in rows:
            # On the wall clock: by the clock of the world, midnight would pass in summer and not in winter.
            dates = {"created": timezone.localtime(row.created) + shift}
            if isinstance(row, Evidence):
                dates["observed_on"] = row.observed_on + shift
            row._meta.model._base_manager.filter(pk=row.pk).update(**dates)
        opened_at = timezone.localtime(min((row.created for row in rows), default=last_moment)) + shift
        opened_at -= datetime.timedelta(days=20 + 45 * rank)
        Learner.objects.filter(pk=learner.pk).update(created=opened_at)
        Record.objects.filter(learner=learner).update(opened_on=timezone.localdate(opened_at))


def _notify_epm(learners: list[Learner], *, days_ago: int) -> None:
    """Say that their EPM was notified that many days ago."""
    told_on = timezone.localdate() - datetime.timedelta(days=days_ago)
    DormancyNotice.objects.filter(learner__in=learners).update(told_on=told_on)


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
    prepared_on, visa_on, destroyed_at = (timezone.now() - datetime.timedelta(days=days) for days in LAST_YEAR)
    _age(destroyed_learners, silent_days=LAST_YEAR[0] + RULE.listed_days + 2 * MARGIN)
    retention_services.notify_dormant_records()
    _notify_epm(destroyed_learners, days_ago=LAST_YEAR[0] + RULE.notice_days + MARGIN)
    elimination = retention_services.prepare_elimination(prepared_by=coordinator)
    elimination.lines.update(listed_on=timezone.localdate(prepared_on))
    Elimination.objects.filter(pk=elimination.pk).update(prepared_on=timezone.localdate(prepared_on))
    note_visa(elimination=elimination, visa_on=timezone.localdate(visa_on), noted_by=coordinator, **VISA)
    retention_services.carry_out(elimination=elimination, by=coordinator)
    Elimination.objects.filter(pk=elimination.pk).update(
        carried_out_at=destroyed_at, destroyed_on=timezone.localdate(destroyed_at)
    )
    this_year = timezone.localdate().year
    DepartedTally.objects.filter(year=this_year).update(year=destroyed_at.year)
