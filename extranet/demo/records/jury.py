"""The demo's juries, past and coming, and its statements, for learners with all skills validated."""

from datetime import date, timedelta

from django.utils import timezone

from b2i.jury.enums import JuryDecision
from b2i.jury.jury_archive import JuryContents
from b2i.jury.models import Candidacy, JuryDossier
from b2i.jury.services import apply_for_jury, assign_to_jury, note_decision, prepare_jury, request_files
from b2i.records.models import Record
from b2i.statements.enums import StatementShownName
from b2i.statements.services import choose_shown_name, issue_statement, revoke_statement
from extranet.demo.records.validations import FULL, HALF_WAY
from reseau.dossiers.dossier_build import build_dossier
from reseau.members.models.member import Member

PLACE, ACADEMY = "Lycée fictif de la Vallée, Cahors", "Toulouse"
ACT = "Décision fictive n° 46-B1"


def record_of(card: str) -> Record:
    return Record.objects.on_base().select_related("learner__created_by").get(learner__card_number=card)


def build_jury(*, coordinator: Member) -> None:
    """Build a jury of yesterday (one attestation, one refusal followed by a new candidacy) and the next one."""
    today = timezone.localdate()
    delivered_candidacy, refused_candidacy, next_candidacy = (
        candidacy_of(record_of(card), today - timedelta(days=2)) for card in FULL
    )
    past_jury = prepare_jury(held_on=today - timedelta(days=1), place=PLACE, academy=ACADEMY, by=coordinator)
    assign_to_jury(jury=past_jury, candidacies=[delivered_candidacy, refused_candidacy])
    for candidacy, decision in (
        (delivered_candidacy, JuryDecision.DELIVERED),
        (refused_candidacy, JuryDecision.REFUSED),
    ):
        note_decision(candidacy=candidacy, decision=decision, decided_on=today, act=ACT, by=coordinator)
    candidacy_of(refused_candidacy.record, today)
    next_jury = prepare_jury(held_on=today + timedelta(days=40), place=PLACE, academy=ACADEMY, by=coordinator)
    assign_to_jury(jury=next_jury, candidacies=[next_candidacy])
    build_dossier(JuryDossier, request_files(jury=next_jury, by=coordinator).pk, JuryContents)


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
