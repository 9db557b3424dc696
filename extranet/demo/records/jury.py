"""The demo's juries, past and coming, and its statements, for learners with all skills validated."""

from datetime import date, timedelta

from django.utils import timezone

from b2i.outcomes.enums import JuryDecision, Opinion, StatementShownName
from b2i.outcomes.jury.jury_archive import JuryContents
from b2i.outcomes.jury.models.candidacy import Candidacy
from b2i.outcomes.jury.models.civil_identity import CivilIdentity
from b2i.outcomes.jury.models.session import JuryDossier
from b2i.outcomes.jury.paper_freezing import send_list
from b2i.outcomes.jury.services import (
    apply_for_jury,
    assign_to_jury,
    note_decision,
    note_identity,
    note_opinion,
    prepare_jury,
    request_files,
)
from b2i.outcomes.statements.services import choose_shown_name, issue_statement, revoke_statement
from b2i.people.enums import ConsentMeans
from b2i.people.learners.services import follow
from b2i.records.models import Record
from extranet.demo.records.validations import FULL, HALF_WAY
from reseau.documents.dossiers.dossier_build import build_dossier
from reseau.people.members.models.member import Member

PLACE, ACADEMY = "Lycée fictif de la Vallée, Cahors", "Toulouse"
ACT = "Décision fictive n° 46-B1"
# Birth name, for who gave an initial to the EPM, second first name and place of birth of the candidates, by card.
BIRTHS = (
    ("Delsol", "Marguerite", "Cahors (Lot)"),
    ("Lacoste", "Dominique", "Figeac (Lot)"),
    ("Vialard", "Louise", "Porto (Portugal)"),
)
OPINIONS = (
    (Opinion.FAVOURABLE, ""),
    (Opinion.RESERVED, "À l’aise dans son EPM\u00a0; hésite encore devant un autre ordinateur que le sien."),
    (Opinion.FAVOURABLE, "Chaque domaine est montré sur des démarches que la personne fait chez elle."),
)


def attestation_number(year: int, *, after: int = 0) -> str:
    """Return the next number of a year, or the one that comes `after` so many more.

    It is one that a rectorat might write; the form of the real ones is not known.
    """
    rank = 1 + Candidacy.objects.filter(attestation_year=year).count() + after
    return f"FICTIF-B2IA-{year}-{rank:03}"


def record_of(card: str) -> Record:
    return Record.objects.on_base().select_related("learner__created_by").get(learner__card_number=card)


def build_jury(*, coordinator: Member) -> None:
    """Build a jury of yesterday (one attestation, one refusal followed by a new candidacy) and the next one."""
    today = timezone.localdate()
    delivered_candidacy, refused_candidacy, next_candidacy = (
        candidacy_of(record_of(card), today - timedelta(days=2)) for card in FULL
    )
    for rank, candidacy in enumerate((delivered_candidacy, refused_candidacy, next_candidacy)):
        complete_file(candidacy, rank, signed_on=today - timedelta(days=1))
    follow_by_centre(next_candidacy)
    past_jury = prepare_jury(held_on=today - timedelta(days=1), place=PLACE, academy=ACADEMY, by=coordinator)
    assign_to_jury(jury=past_jury, candidacies=[delivered_candidacy, refused_candidacy])
    send_list(jury=past_jury, by=coordinator, version=1)
    for candidacy, decision in (
        (delivered_candidacy, JuryDecision.DELIVERED),
        (refused_candidacy, JuryDecision.REFUSED),
    ):
        number = attestation_number(today.year) if decision == JuryDecision.DELIVERED else ""
        note_decision(
            candidacy=candidacy,
            decision=decision,
            decided_on=today,
            act=ACT,
            attestation_number=number,
            by=coordinator,
        )
    candidacy_of(refused_candidacy.record, today)
    next_jury = prepare_jury(held_on=today + timedelta(days=40), place=PLACE, academy=ACADEMY, by=coordinator)
    assign_to_jury(jury=next_jury, candidacies=[next_candidacy])
    build_dossier(JuryDossier, request_files(jury=next_jury, by=coordinator).pk, JuryContents)


def follow_by_centre(candidacy: Candidacy) -> None:
    """The centre that evaluated prepares the file with the person, on their written consent."""
    validation = candidacy.record.validations.select_related("centre_accreditation__epm", "decided_by").earliest("pk")
    centre = validation.centre_accreditation.epm
    follow(learner=candidacy.record.learner, epm=centre, noted_by=validation.decided_by, means=ConsentMeans.WRITTEN)


def complete_file(candidacy: Candidacy, rank: int, *, signed_on: date) -> None:
    """Note the civil identity and the opinion of the centre that validated most of the skills."""
    record = candidacy.record
    learner, animator = record.learner, record.learner.created_by
    birth_name, second_name, birth_place = BIRTHS[rank]
    year = learner.birth_year or 1957
    note_identity(
        candidacy=candidacy,
        birth_name=birth_name if learner.member.last_name.endswith(".") else learner.member.last_name,
        first_names=f"{learner.member.first_name}, {second_name}",
        born_on=date(year, 3 + rank, 11 + rank),
        birth_place=birth_place,
        noted_by=animator,
    )
    CivilIdentity.objects.filter(candidacy=candidacy).update(noted_on=candidacy.asked_on)
    validation = record.validations.select_related("centre_accreditation__epm", "decided_by").earliest("pk")
    opinion, words = OPINIONS[rank]
    note_opinion(
        candidacy=candidacy,
        centre=validation.centre_accreditation.epm,
        opinion=opinion,
        words=words,
        signatory=str(validation.decided_by),
        quality="responsable du centre",
        given_on=signed_on,
        noted_by=animator,
    )


def candidacy_of(record: Record, day: date) -> Candidacy:
    return apply_for_jury(record=record, noted_by=record.learner.created_by, asked_on=day)


def build_statements() -> None:
    """Build a statement with initials for the first card; and one issued by mistake, then issued again."""
    half_way_record, full_record = record_of(HALF_WAY), record_of(FULL[0])
    statement = issue_statement(record=half_way_record, by=half_way_record.learner.created_by)
    choose_shown_name(statement=statement, shows=StatementShownName.INITIALS)
    mistaken_statement = issue_statement(record=full_record, by=full_record.learner.created_by)
    revoke_statement(
        statement=mistaken_statement, reason="Imprimé pour une autre personne", by=full_record.learner.created_by
    )
    issue_statement(record=full_record, by=full_record.learner.created_by)
