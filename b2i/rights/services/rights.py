"""What a person may do about what is held on her: contest it, have it put right, have it put aside."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from b2i.enums import ContestOutcome, Outcome
from b2i.learners.models.learner import Learner
from b2i.records.models.contest import Contest, ContestAnswer
from b2i.records.models.record import Evidence, Record, Retraction
from b2i.rights.models import Limitation
from b2i.rights.notices import forget_contest, tell_contest
from b2i.validation.models.validation import Proposal
from reseau.members.models.member import Member
from reseau.places.models.commune import Commune

STOOD_ON = "La compétence est proposée ou validée sur ses preuves\u00a0: la ligne reste, dites-le à la personne."


@transaction.atomic
def contest(*, record: Record, words: str, evidence: Evidence | None = None) -> Contest:
    """The learner says that a line, or something else of her record, is not exact; those of her EPM are told.

    Raises `ValidationError` for a line of another record, or one that she contests already.
    """
    if evidence and evidence.record_id != record.pk:
        raise ValidationError("Cette ligne n’est pas dans votre livret.")
    Record.objects.select_for_update().get(pk=record.pk)
    if record.contests.awaiting().filter(evidence=evidence).exists():
        raise ValidationError("Vous l’avez déjà dit\u00a0: votre animateur n’a pas encore répondu.")
    said = Contest(record=record, evidence=evidence, words=" ".join(words.split()))
    said.clean_fields(exclude={"record", "evidence"})
    said.save()
    tell_contest(said)
    return said


@transaction.atomic
def answer_contest(*, contest: Contest, outcome: ContestOutcome, words: str, answered_by: Member) -> ContestAnswer:
    """What the EPM does of it, said to the learner; a line that is removed proves nothing any more.

    Raises `ValidationError` when somebody has answered already, or for a line that may not be removed.
    """
    Record.objects.select_for_update().get(pk=contest.record_id)
    if ContestAnswer.objects.filter(contest=contest).exists():
        raise ValidationError("Quelqu’un a déjà répondu.")
    answer = ContestAnswer(contest=contest, outcome=outcome, words=" ".join(words.split()), answered_by=answered_by)
    answer.clean_fields(exclude={"contest", "answered_by"})
    if outcome == ContestOutcome.REMOVED:
        _remove(contest, answered_by)
    answer.save()
    forget_contest(contest)
    return answer


def _remove(contest: Contest, by: Member) -> None:
    """Her word is enough on any day, unlike a mistake that one sees oneself; not once others have stood on the line."""
    line = contest.evidence
    if line is None:
        raise ValidationError({"outcome": "Seule une ligne se retire."})
    put_forward = Proposal.objects.standing().filter(record=line.record_id, skill=line.skill_id)
    if put_forward.exclude(validation__outcome=Outcome.RETURNED).filter(created__gte=line.created).exists():
        raise ValidationError({"outcome": STOOD_ON})
    Retraction.objects.get_or_create(evidence=line, defaults={"retracted_by": by})


@transaction.atomic
def correct_identity(
    *, learner: Learner, first_name: str, last_name: str, birth_year: int | None, commune: Commune | None
) -> None:
    """Who the learner is, put right."""
    learner.member.first_name, learner.member.last_name = first_name, last_name
    learner.member.save(update_fields=["first_name", "last_name", "search_name"])
    learner.birth_year, learner.commune = birth_year, commune
    learner.save(update_fields=["birth_year", "commune"])


@transaction.atomic
def put_aside(*, learner: Learner, asked_by: Member) -> Limitation:
    """From now on nobody but the learner reads her record, and nothing in it changes; safe to ask twice."""
    Learner.objects.select_for_update().get(pk=learner.pk)
    return learner.limitations.live().first() or Limitation.objects.create(learner=learner, asked_by=asked_by)


@transaction.atomic
def take_up_again(*, learner: Learner, lifted_by: Member) -> int:
    """The record is read and extended again, as it was; the number of limitations lifted, 0 or 1."""
    return learner.limitations.live().update(lifted_at=timezone.now(), lifted_by=lifted_by)
