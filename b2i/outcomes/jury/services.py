"""The jury: candidacies with civil identity and opinion, sessions, decisions of the recteur, archive of the files."""

import datetime
from collections.abc import Iterable
from copy import copy

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from b2i.frameworks.models.framework import Framework
from b2i.outcomes.enums import JuryDecision, Opinion
from b2i.outcomes.jury.models.candidacy import NUMBER_TAKEN, Candidacy
from b2i.outcomes.jury.models.centre_opinion import CentreOpinion
from b2i.outcomes.jury.models.civil_identity import CivilIdentity
from b2i.outcomes.jury.models.session import JuryDossier, JurySession
from b2i.outcomes.jury.paper_freezing import destroy_ended_papers, freeze_decision, is_frozen
from b2i.outcomes.jury.readiness import is_ready, ready_for_jury
from b2i.records.models import Record
from b2i.records.validation.evaluators import evaluating_centres
from b2i.records.validation.models.accreditation import Accreditation
from reseau.documents.dossiers.dossier_build import delete_dossier
from reseau.documents.dossiers.enums import DossierState
from reseau.people.members.models.member import Member
from reseau.places.models.epm import EPM
from reseau.web.queries.row_locks import lock_row

NOT_READY = "Il faut d’abord assez de compétences validées dans chaque domaine."
ALREADY = "Cette personne a déjà demandé à passer devant le jury."
HAS_IT = "Cette personne a déjà le brevet."
NOBODY = "Choisissez au moins une personne."
TOO_LATE = "Une décision est notée\u00a0: cette candidature ne change plus."
NO_NUMBER = "Recopiez le numéro que porte l’attestation."
NO_CENTRE = "Ce lieu n’était pas un centre agréé ce jour-là."
NOT_EVALUATED_HERE = (
    "Ce centre n’a validé aucune compétence de ce livret à cette date\u00a0: l’avis est celui d’un centre qui a évalué."
)


@transaction.atomic
def apply_for_jury(*, record: Record, noted_by: Member, asked_on: datetime.date | None = None) -> Candidacy:
    """Note that the learner applies, and agrees to what the file reveals.

    Raises ValidationError below the thresholds, if a candidacy is open, or if the learner has the attestation.
    """
    record = Record.objects.select_for_update().get(pk=record.pk)
    if record.candidacies.delivered().exists():
        raise ValidationError(HAS_IT)
    if record.candidacies.open().exists():
        raise ValidationError(ALREADY)
    if not is_ready(record):
        raise ValidationError(NOT_READY)
    return Candidacy.objects.create(record=record, noted_by=noted_by, asked_on=asked_on or timezone.localdate())


@transaction.atomic
def withdraw_candidacy(*, candidacy: Candidacy, by: Member) -> Candidacy:
    """Withdraw a candidacy: its file is destroyed, with the civil identity, archives and frozen papers that hold it.

    Coordinators no longer read the record. Raises ValidationError once a decision is noted.
    """
    candidacy = _locked(candidacy)
    discard_archives_of(records=Record.objects.filter(pk=candidacy.record_id))
    CivilIdentity.objects.filter(candidacy=candidacy).delete()
    CentreOpinion.objects.filter(candidacy=candidacy).delete()
    destroy_ended_papers()
    candidacy.withdrawn_on, candidacy.withdrawn_by, candidacy.jury = timezone.localdate(), by, None
    candidacy.save(update_fields=["withdrawn_on", "withdrawn_by", "jury"])
    return candidacy


@transaction.atomic
def note_identity(
    *,
    candidacy: Candidacy,
    birth_name: str,
    first_names: str,
    born_on: datetime.date,
    birth_place: str,
    noted_by: Member,
) -> CivilIdentity:
    """Note the civil identity of a candidate, or correct it.

    Raises ValidationError once a decision is noted, for an empty part, or for a day of birth that is not past.
    """
    identity = CivilIdentity.objects.filter(candidacy=_locked(candidacy)).first() or CivilIdentity(candidacy=candidacy)
    identity.birth_name, identity.first_names = " ".join(birth_name.split()), " ".join(first_names.split())
    identity.born_on, identity.birth_place = born_on, " ".join(birth_place.split())
    identity.noted_on, identity.noted_by = timezone.localdate(), noted_by
    identity.validate_constraints()
    identity.save()
    return identity


@transaction.atomic
def destroy_old_identities() -> int:
    """Destroy the civil identities whose file has ended; return how many. Safe to repeat.

    The archives that hold them go too, and the bytes of the frozen papers.
    """
    identities = CivilIdentity.objects.outdated(timezone.localdate())
    discard_archives_of(records=Record.objects.filter(candidacies__civil_identity__in=identities))
    count = identities.delete()[0]
    destroy_ended_papers()
    return count


@transaction.atomic
def note_opinion(
    *,
    candidacy: Candidacy,
    centre: EPM,
    opinion: Opinion,
    words: str,
    signatory: str,
    quality: str,
    given_on: datetime.date,
    noted_by: Member,
) -> CentreOpinion:
    """Note the opinion that an accredited centre signed on what it evaluated (arrêté, articles 3 and 6), or correct it.

    Raises ValidationError once a decision is noted, if the centre was not accredited that day or had validated no skill
    of the record, for a day to come, or without a reason if the opinion is not favourable.
    """
    candidacy = _locked(candidacy)
    if given_on > timezone.localdate():
        raise ValidationError({"given_on": "Cette date est à venir\u00a0: notez l’avis une fois signé."})
    accreditations = Accreditation.objects.live_on(given_on).filter(framework=candidacy.record.framework_id)
    if not accreditations.filter(epm=centre).exists():
        raise ValidationError({"centre": NO_CENTRE})
    if not evaluating_centres(candidacy.record, until=given_on).filter(pk=centre.pk).exists():
        raise ValidationError({"centre": NOT_EVALUATED_HERE})
    noted_opinion = CentreOpinion.objects.filter(candidacy=candidacy).first() or CentreOpinion(candidacy=candidacy)
    noted_opinion.centre, noted_opinion.opinion, noted_opinion.words = centre, opinion, " ".join(words.split())
    noted_opinion.signatory, noted_opinion.quality, noted_opinion.given_on = signatory, quality, given_on
    noted_opinion.noted_by = noted_by
    if opinion != Opinion.FAVOURABLE and not noted_opinion.words:
        raise ValidationError({"words": "Dites pourquoi l’avis n’est pas favorable."})
    noted_opinion.save()
    return noted_opinion


def jury_frameworks() -> QuerySet[Framework]:
    """Return the framework of records, then the former ones on which somebody still waits for a jury."""
    awaited = Candidacy.objects.waiting().values("record__framework")
    return Framework.objects.filter(Q(is_record_base=True) | Q(pk__in=awaited))


@transaction.atomic
def prepare_jury(
    *, held_on: datetime.date, place: str, academy: str, by: Member, framework: Framework | None = None
) -> JurySession:
    """Create a session, for the framework of records unless another is given. Raises ValidationError if it exists."""
    framework = framework or Framework.objects.record_base()
    jury = JurySession(framework=framework, held_on=held_on, place=place, academy=academy, prepared_by=by)
    jury.validate_constraints()
    jury.save()
    return jury


@transaction.atomic
def assign_to_jury(*, jury: JurySession, candidacies: Iterable[Candidacy]) -> int:
    """Assign waiting candidacies to `jury`, if they are still ready; return how many.

    Candidacies withdrawn meanwhile are skipped. Raises ValidationError if none is given.
    """
    keys = [candidacy.pk for candidacy in candidacies]
    if not keys:
        raise ValidationError(NOBODY)
    waiting_candidacies = Candidacy.objects.waiting().filter(pk__in=keys).select_for_update().order_by("pk")
    record_ids = dict(waiting_candidacies.values_list("pk", "record"))
    records = Record.objects.filter(pk__in=list(record_ids.values()), framework=jury.framework_id)
    ready_ids = set(ready_for_jury(records).values_list("pk", flat=True))
    ready_candidacies = [key for key, record in record_ids.items() if record in ready_ids]
    return Candidacy.objects.filter(pk__in=ready_candidacies).update(jury=jury)


@transaction.atomic
def unassign_from_jury(*, candidacy: Candidacy) -> Candidacy:
    """Make a candidacy wait for another session. Raises ValidationError once a decision is noted."""
    candidacy = _locked(candidacy)
    candidacy.jury = None
    candidacy.save(update_fields=["jury"])
    return candidacy


@transaction.atomic
def note_decision(
    *,
    candidacy: Candidacy,
    decision: JuryDecision,
    decided_on: datetime.date,
    by: Member,
    act: str = "",
    attestation_number: str = "",
) -> Candidacy:
    """Note the decision of the recteur, with the number of a delivered attestation; a second call corrects it.

    Each decision, and each correction that changes it, is frozen on a paper of its own.
    Raises ValidationError without a jury, for a day before the jury or to come, for an attestation without number, and
    for a number that another attestation of the académie and year has.
    """
    candidacy = lock_row(Candidacy.objects.select_related("jury"), candidacy.pk)
    if candidacy.jury is None:
        raise ValidationError("Cette personne n’est devant aucun jury.")
    if decided_on < candidacy.jury.held_on:
        raise ValidationError({"decided_on": "La décision vient après le jury."})
    if decided_on > timezone.localdate():
        raise ValidationError({"decided_on": "Cette date est à venir\u00a0: notez la décision une fois prise."})
    number = " ".join(attestation_number.split()) if decision == JuryDecision.DELIVERED else ""
    if decision == JuryDecision.DELIVERED and not number:
        raise ValidationError({"attestation_number": NO_NUMBER})
    former_facts = _decision_facts(candidacy)
    candidacy.decision, candidacy.decided_on, candidacy.act = decision, decided_on, act
    candidacy.decision_noted_by = by
    _number_attestation(candidacy, number)
    if _decision_facts(candidacy) != former_facts or not is_frozen(candidacy):
        freeze_decision(candidacy=candidacy, by=by)
    return candidacy


def _decision_facts(candidacy: Candidacy) -> tuple:
    return candidacy.decision, candidacy.decided_on, candidacy.act, candidacy.attestation_number


def _number_attestation(candidacy: Candidacy, number: str) -> None:
    """Save a decided candidacy with the number of its attestation, or none.

    Raises ValidationError if another one of its académie and year has it. A number that somebody else held before that
    was refused stays as it is, until it is corrected.
    """
    former = copy(candidacy)
    candidacy.attestation_number = number
    candidacy.attestation_academy = " ".join(candidacy.jury.academy.split()) if number else ""
    candidacy.attestation_year = candidacy.decided_on.year if number else None
    keeps_number = candidacy.attestation_key == former.attestation_key
    if number and not keeps_number and Candidacy.objects.numbered_like(candidacy).exists():
        raise ValidationError({"attestation_number": NUMBER_TAKEN})
    candidacy.is_former_double = candidacy.is_former_double and keeps_number
    candidacy.validate_constraints()
    try:
        with transaction.atomic():
            candidacy.save()
    except IntegrityError as error:
        # Somebody else wrote the same number meanwhile.
        raise ValidationError({"attestation_number": NUMBER_TAKEN}) from error
    if former.attestation_number and not keeps_number:
        _settle_doubles(former)


def _settle_doubles(former: Candidacy) -> None:
    """Let the constraint hold a number that had several attestations, once one of them has left it."""
    doubles = Candidacy.objects.numbered_like(former).order_by("pk")
    if not doubles.filter(is_former_double=False).exists():
        Candidacy.objects.filter(pk__in=list(doubles.values_list("pk", flat=True)[:1])).update(is_former_double=False)


@transaction.atomic
def request_files(*, jury: JurySession, by: Member) -> JuryDossier:
    """Return the archive of a session that is being made, or a new one to make.

    Raises ValidationError while the session has no candidate.
    """
    JurySession.objects.select_for_update(of=("self",)).get(pk=jury.pk)  # a button pressed twice makes one request
    if not jury.candidacies.standing().exists():
        raise ValidationError("Personne n’est encore devant ce jury.")
    unfinished_dossier = jury.dossiers.unfinished().first()
    return unfinished_dossier or JuryDossier.objects.create(jury=jury, asked_by=by)


@transaction.atomic
def discard_archives_of(*, records: QuerySet[Record]) -> int:
    """Delete the archives that hold the file of one of `records`, which is about to be erased; return how many.

    An archive in the making starts again without it. One of an earlier version of the site, whose report has no keys,
    goes if the learner was before its jury.
    """
    keys = set(records.values_list("pk", flat=True))
    juries = set(Candidacy.objects.filter(record__in=keys, jury__isnull=False).values_list("jury", flat=True))
    JuryDossier.objects.unfinished().filter(jury__in=juries).update(claim=None, state=DossierState.WAITING)
    finished_dossiers = JuryDossier.objects.exclude(state__in=[DossierState.WAITING, DossierState.RUNNING])
    discarded = [
        dossier
        for dossier in finished_dossiers
        if keys & set(dossier.records) or (len(dossier.records) < len(dossier.report) and dossier.jury_id in juries)
    ]
    for dossier in discarded:
        delete_dossier(dossier)
    return len(discarded)


def _locked(candidacy: Candidacy) -> Candidacy:
    """Lock the candidacy. Raises ValidationError if it is decided or withdrawn."""
    candidacy = Candidacy.objects.select_for_update(of=("self",)).get(pk=candidacy.pk)
    if candidacy.is_decided or candidacy.withdrawn_on:
        raise ValidationError(TOO_LATE)
    return candidacy
