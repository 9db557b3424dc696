"""Rights of a learner on their data: contest, correct, put aside. Erasure is in `b2i.privacy.erasure`."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from audit.enums import Act
from audit.services import note_act
from b2i.people.learners.models.learner import Learner
from b2i.people.learners.permissions import check_keeper, check_keeper_or_self
from b2i.privacy.erasure import erase_learner
from b2i.privacy.rights.models import Limitation
from b2i.privacy.rights.notices import lessen_contest_notices, notify_contest
from b2i.records.contests import Contest, ContestAnswer
from b2i.records.enums import ContestOutcome, Outcome
from b2i.records.models import Evidence, Record, Retraction
from b2i.records.validation.models.validation import Proposal
from reseau.people.members.models.member import Member
from reseau.places.models.commune import Commune

STOOD_ON = "La compétence est proposée ou validée sur ses preuves\u00a0: la ligne reste, dites-le à la personne."


@transaction.atomic
def contest(*, record: Record, words: str, evidence: Evidence | None = None) -> Contest:
    """Note that the learner contests a line, or something else in their record; notify the animators.

    Raises ValidationError if the line is of another record, is contested already, or the text is empty or too long.
    """
    if evidence and evidence.record_id != record.pk:
        raise ValidationError("Cette ligne n’est pas dans votre livret.")
    Record.objects.select_for_update().get(pk=record.pk)
    if record.contests.awaiting().filter(evidence=evidence).exists():
        raise ValidationError("Vous l’avez déjà dit\u00a0: votre animateur n’a pas encore répondu.")
    new_contest = Contest(record=record, evidence=evidence, words=" ".join(words.split()))
    new_contest.clean_fields(exclude={"record", "evidence"})
    new_contest.save()
    notify_contest(record)
    return new_contest


@transaction.atomic
def answer_contest(*, contest: Contest, outcome: ContestOutcome, words: str, answered_by: Member) -> ContestAnswer:
    """Answer a contest; a removed line proves nothing any more.

    Raises ValidationError if it is answered already, the text is missing, or the line may not be removed.
    """
    Record.objects.select_for_update().get(pk=contest.record_id)
    if ContestAnswer.objects.filter(contest=contest).exists():
        raise ValidationError("Quelqu’un a déjà répondu.")
    answer = ContestAnswer(contest=contest, outcome=outcome, words=" ".join(words.split()), answered_by=answered_by)
    answer.clean_fields(exclude={"contest", "answered_by"})
    if outcome == ContestOutcome.REMOVED:
        _remove(contest, answered_by)
    answer.save()
    lessen_contest_notices(contest.record)
    return answer


def _remove(contest: Contest, by: Member) -> None:
    """Retract the contested line on any day: the learner's word is enough, unless a proposal is based on it."""
    line = contest.evidence
    if line is None:
        raise ValidationError({"outcome": "Seule une ligne se retire."})
    proposals = Proposal.objects.standing().filter(record=line.record_id, skill=line.skill_id)
    is_later = Q(created__gte=line.created) | Q(validation__created__gte=line.created)
    if proposals.exclude(validation__outcome=Outcome.RETURNED).filter(is_later).exists():
        raise ValidationError({"outcome": STOOD_ON})
    Retraction.objects.get_or_create(evidence=line, defaults={"retracted_by": by})


@transaction.atomic
def correct_identity(
    *,
    learner: Learner,
    first_name: str,
    last_name: str,
    birth_year: int | None,
    commune: Commune | None,
    corrected_by: Member,
) -> None:
    """Correct the identity of a learner. Raises ValidationError if `corrected_by` works in another EPM."""
    check_keeper(by=corrected_by, learner=learner)
    learner.member.first_name, learner.member.last_name = first_name, last_name
    learner.member.save(update_fields=["first_name", "last_name", "search_name"])
    learner.birth_year, learner.commune = birth_year, commune
    learner.save(update_fields=["birth_year", "commune"])


@transaction.atomic
def put_aside(*, learner: Learner, asked_by: Member) -> Limitation:
    """Put a record aside: only the learner reads it and nothing changes in it. Safe to repeat.

    Raises ValidationError unless `asked_by` is the learner, or works in the EPM that keeps the record.
    """
    learner = Learner.objects.select_for_update().get(pk=learner.pk)
    check_keeper_or_self(by=asked_by, learner=learner)
    if limitation := learner.limitations.live().first():
        return limitation
    note_act(act=Act.RECORD_PUT_ASIDE, row=learner.pk, by=asked_by.pk)
    return Limitation.objects.create(learner=learner, asked_by=asked_by)


@transaction.atomic
def reopen_record(*, learner: Learner, lifted_by: Member) -> int:
    """Lift the limitation; return the number lifted, 0 or 1.

    Raises ValidationError unless `lifted_by` is the learner, or works in the EPM that keeps the record.
    """
    check_keeper_or_self(by=lifted_by, learner=learner)
    if count := learner.limitations.live().update(lifted_at=timezone.now(), lifted_by=lifted_by):
        note_act(act=Act.RECORD_REOPENED, row=learner.pk, by=lifted_by.pk)
    return count


@transaction.atomic
def erase_at_request(*, learner: Learner, erased_by: Member) -> None:
    """Erase a learner who withdraws their consent (RGPD, article 17), at the counter of their EPM.

    Raises ValidationError if `erased_by` does not work in the EPM that keeps the record.
    """
    check_keeper(by=erased_by, learner=learner)
    erase_learner(learner=learner, by=erased_by)
