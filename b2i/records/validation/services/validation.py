"""Validation of a practised skill: proposal by one person, decision by another who is accredited that day.

Every service locks the record first, so that parallel calls run one after the other. Refusals are ValidationError,
whose message is the sentence to show.
"""

import datetime
from collections.abc import Mapping, Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.text import capfirst

from b2i.frameworks.models.framework import Skill
from b2i.people.learners.consent_texts import TEXTS_ON_VALIDATION
from b2i.records.enums import Outcome
from b2i.records.models import Evidence, Record
from b2i.records.validation.models.accreditation import Accreditation
from b2i.records.validation.models.second_signature import SecondSignature
from b2i.records.validation.models.validation import Proposal, Validation, Withdrawal
from b2i.records.validation.notices import lessen_evaluators_notices, notify_evaluators, notify_proposer
from b2i.records.validation.services.facts import checked_facts, fact_days
from reseau.people.members.models.member import Member
from reseau.people.members.models.position import Position
from reseau.places.models.epm import EPM
from reseau.texts.elision import of, the_place, to_place
from reseau.texts.wording import day_in_full
from reseau.web.queries.row_locks import lock_row


def propose(
    *,
    record: Record,
    skill: Skill,
    facts: Sequence[Evidence],
    centre: EPM,
    proposed_by: Member,
    note: str = "",
    at: datetime.datetime | None = None,
) -> Proposal:
    """Propose one skill. Raises ValidationError like `propose_all`."""
    (proposal,) = propose_all(
        record=record, facts={skill: facts}, centre=centre, proposed_by=proposed_by, note=note, at=at
    )
    return proposal


@transaction.atomic
def propose_all(
    *,
    record: Record,
    facts: Mapping[Skill, Sequence[Evidence]],
    centre: EPM,
    proposed_by: Member,
    note: str = "",
    at: datetime.datetime | None = None,
) -> list[Proposal]:
    """Propose several skills to one accredited centre, each on two facts, all or nothing; evaluators get one notice.

    Raises ValidationError if a skill has not two facts on two days before the proposal, if one is of another skill or
    record, is retracted or is no fact, if a skill is validated or awaits a decision, if the centre is not accredited
    that day, or if the learner has not agreed that it reads the evidence.
    """
    _lock(record)
    at = at or timezone.now()
    _accreditation_of_centre(record, centre, timezone.localdate(at))
    _check_agreement(record, centre)
    common = {"record": record, "centre": centre, "proposed_by": proposed_by, "note": " ".join(note.split())}
    proposals = []
    for skill, lines in facts.items():
        fact, earlier_fact = checked_facts(record=record, skill=skill, facts=lines, day=timezone.localdate(at))
        days = {"fact_on": fact.observed_on, "earlier_fact_on": earlier_fact.observed_on}
        proposal = Proposal(skill=skill, evidence=fact, earlier_evidence=earlier_fact, created=at, **days, **common)
        _refuse_if_validated(record, skill)
        if record.proposals.awaiting().filter(skill=skill).exists():
            raise ValidationError(
                "Cette compétence est déjà proposée\u00a0: elle attend une décision.", code="awaiting"
            )
        proposal.clean_fields(exclude={"record", "skill", "evidence", "earlier_evidence", "centre", "proposed_by"})
        proposal.save()
        proposals.append(proposal)
    notify_evaluators(record, proposals=proposals)
    return proposals


@transaction.atomic
def withdraw_proposal(*, proposal: Proposal, withdrawn_by: Member) -> Withdrawal:
    """Withdraw a proposal before any decision; the skill stays practised and may be proposed again.

    Raises ValidationError if it is decided or withdrawn already.
    """
    proposal = _lock_awaiting(proposal)
    withdrawal = Withdrawal.objects.create(proposal=proposal, withdrawn_by=withdrawn_by)
    lessen_evaluators_notices(proposal.record)
    return withdrawal


@transaction.atomic
def validate(*, proposal: Proposal, decided_by: Member, day: datetime.date | None = None) -> Validation:
    """Validate the proposed skill, for good.

    Raises ValidationError if it is decided or withdrawn, if `decided_by` is the proposer or the learner, if `day` is
    before the proposal or in the future, or unless `decided_by` works at the centre and both are accredited that day;
    also if it was proposed under the former rule and two facts on two days have not been noted since.
    """
    validation = _decide(proposal, outcome=Outcome.VALIDATED, decided_by=decided_by, day=day)
    notify_proposer(validation.record, proposer=validation.proposed_by)
    return validation


@transaction.atomic
def validate_all(*, proposals: list[Proposal], decided_by: Member) -> list[Validation]:
    """Validate several proposals of one learner today, all or nothing; each proposer gets one notice.

    Raises ValidationError like `validate`.
    """
    validations = [
        _decide(proposal, outcome=Outcome.VALIDATED, decided_by=decided_by, day=None) for proposal in proposals
    ]
    for proposer in {validation.proposed_by for validation in validations}:
        notify_proposer(validations[0].record, proposer=proposer)
    return validations


@transaction.atomic
def return_proposal(
    *,
    proposal: Proposal,
    decided_by: Member,
    reason: str,
    words_to_learner: str = "",
    day: datetime.date | None = None,
) -> Validation:
    """Return the proposed skill with a reason for colleagues: it must be practised, then proposed again.

    Raises ValidationError like `validate`, or without reason.
    """
    reason = " ".join(reason.split())
    if not reason:
        raise ValidationError("Dites pourquoi la compétence est à reprendre.", code="reason")
    words = {"reason": reason, "words_to_learner": " ".join(words_to_learner.split())}
    validation = _decide(proposal, outcome=Outcome.RETURNED, decided_by=decided_by, day=day, **words)
    notify_proposer(validation.record, proposer=validation.proposed_by)
    return validation


@transaction.atomic
def countersign(*, validation: Validation, signed_by: Member, day: datetime.date | None = None) -> SecondSignature:
    """Add the signature of a third person, accredited at the centre, who read the evidence.

    Raises ValidationError for a returned proposal, for a validation signed twice already, or if `signed_by` may not
    validate there on that day.
    """
    record = _lock(validation.record)
    day = day or timezone.localdate()
    if not validation.is_granted:
        raise ValidationError("Une compétence renvoyée ne se signe pas.", code="returned")
    if SecondSignature.objects.filter(validation=validation).exists():
        raise ValidationError("Cette validation porte déjà deux signatures.", code="signed")
    if signed_by.pk in (validation.decided_by_id, validation.proposed_by_id):
        raise ValidationError("La seconde signature est celle d’une troisième personne.", code="same_person")
    _check_day(day, earliest=validation.decided_on)
    accreditation = _accreditation_of_person(record, validation.proposal.centre, signed_by, day)
    _accreditation_of_centre(record, validation.proposal.centre, day)
    return SecondSignature.objects.create(
        validation=validation,
        signed_by=signed_by,
        signed_on=day,
        decided_by=validation.decided_by,
        proposed_by=validation.proposed_by,
        decided_on=validation.decided_on,
        accreditation=accreditation,
        accredited_from=accreditation.starts_on,
        accredited_until=accreditation.ends_on,
    )


def _decide(
    proposal: Proposal, *, outcome: Outcome, decided_by: Member, day: datetime.date | None, **words: str
) -> Validation:
    """Note a decision; `words`: reason and words to the learner of a returned proposal."""
    proposal = _lock_awaiting(proposal)
    record, day = proposal.record, day or timezone.localdate()
    if decided_by.pk == proposal.proposed_by_id:
        raise ValidationError("Il faut une autre personne que celle qui propose.", code="same_person")
    _check_day(day, earliest=proposal.proposed_on)
    accreditation = _accreditation_of_person(record, proposal.centre, decided_by, day)
    centre_accreditation = _accreditation_of_centre(record, proposal.centre, day)
    _refuse_if_validated(record, proposal.skill)
    fact_on, earlier_fact_on = fact_days(proposal=proposal, day=day) if outcome == Outcome.VALIDATED else (None, None)
    validation = Validation(
        proposal=proposal,
        record=record,
        skill=proposal.skill,
        outcome=outcome,
        **words,
        fact_on=fact_on,
        earlier_fact_on=earlier_fact_on,
        decided_on=day,
        decided_by=decided_by,
        proposed_by=proposal.proposed_by,
        proposed_on=proposal.proposed_on,
        accreditation=accreditation,
        accredited_from=accreditation.starts_on,
        accredited_until=accreditation.ends_on,
        centre_accreditation=centre_accreditation,
        centre_accredited_from=centre_accreditation.starts_on,
        centre_accredited_until=centre_accreditation.ends_on,
    )
    validation.clean_fields(exclude={"proposal", "decided_by", "proposed_by"})
    validation.save()
    return validation


def _lock(record: Record) -> Record:
    """Lock the record and return it. Raises ValidationError if its learner was merged."""
    record = lock_row(Record.objects.select_related("learner"), record.pk)
    if record.learner.merged_into_id:
        raise ValidationError("Ce livret vient d’être réuni avec un autre\u00a0: rouvrez la page.", code="merged")
    return record


def _lock_awaiting(proposal: Proposal) -> Proposal:
    """Lock the record and return the fresh proposal. Raises ValidationError if it is decided or withdrawn."""
    record = _lock(proposal.record)
    relations = "skill__domain", "centre", "proposed_by", "evidence", "validation__decided_by", "withdrawal"
    proposal = Proposal.objects.select_related(*relations).get(pk=proposal.pk)
    proposal.record = record
    if decision := proposal.decision:
        raise ValidationError(
            f"{decision.decided_by or 'Quelqu’un'} a déjà décidé, le {day_in_full(decision.decided_on)}\u00a0: "
            f"{decision.get_outcome_display().lower()}.",
            code="decided",
        )
    if proposal.is_withdrawn:
        raise ValidationError("Cette proposition a été retirée.", code="withdrawn")
    return proposal


def _refuse_if_validated(record: Record, skill: Skill) -> None:
    if record.validations.granted().filter(skill=skill).exists():
        raise ValidationError("Cette compétence est déjà validée.", code="validated")


def _check_agreement(record: Record, centre: EPM) -> None:
    """Raise ValidationError unless the centre follows the learner, or they agreed that it reads evidence."""
    learner = record.learner
    if centre.pk == learner.epm_id or learner.followings.live().filter(epm=centre).exists():
        return
    if not learner.consents.filter(version__in=TEXTS_ON_VALIDATION).exists():
        raise ValidationError(
            "La personne n’a pas encore accepté que ses preuves soient lues hors des EPM qui la suivent, "
            f"{to_place(centre)}. Relisez-lui le texte d’accord («\u00a0Accords donnés\u00a0», sur son livret), "
            "puis proposez.",
            code="agreement",
        )


def _check_day(day: datetime.date, *, earliest: datetime.date) -> None:
    if day > timezone.localdate():
        raise ValidationError("Une décision ne se prend pas pour un jour à venir.", code="future")
    if day < earliest:
        raise ValidationError(f"La décision ne peut pas précéder le {day_in_full(earliest)}.", code="before")


def _accreditation_of_person(record: Record, centre: EPM, member: Member, day: datetime.date) -> Accreditation:
    """Return the accreditation of `member`, locked so that it does not end meanwhile.

    Raises ValidationError if they may not validate at `centre` on `day`.
    """
    if member.pk == record.learner.member_id:
        raise ValidationError("On ne valide pas son propre livret.", code="own_record")
    if not Position.objects.live(day).filter(member=member, epm=centre).exists():
        raise ValidationError(f"Il faut travailler {to_place(centre)} pour y valider une compétence.", code="position")
    accreditations = Accreditation.objects.live_on(day).filter(framework=record.framework_id, member=member)
    accreditation = accreditations.select_for_update().first()
    if accreditation is None:
        raise ValidationError(
            f"Aucune habilitation {of(member)} ne couvre le {day_in_full(day)}.", code="person_accreditation"
        )
    return accreditation


def _accreditation_of_centre(record: Record, centre: EPM, day: datetime.date) -> Accreditation:
    """Return the accreditation of `centre`, locked. Raises ValidationError if there is none on `day`."""
    accreditations = Accreditation.objects.live_on(day).filter(framework=record.framework_id, epm=centre)
    accreditation = accreditations.select_for_update().first()
    if accreditation is None:
        raise ValidationError(
            f"{capfirst(the_place(centre))} n’est pas un centre agréé le {day_in_full(day)}.",
            code="centre_accreditation",
        )
    return accreditation
