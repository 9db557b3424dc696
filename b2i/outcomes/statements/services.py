"""Statements of skills: issue, revocation, choice of the shown name."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from audit.enums import Act
from audit.services import note_act
from b2i.outcomes.enums import StatementShownName
from b2i.outcomes.statements.models import Statement
from b2i.outcomes.statements.public_keys import store_public_key
from b2i.records.models import Record
from b2i.records.validation.models.validation import Validation
from reseau.documents.proofs.numbers import new_number
from reseau.people.members.models.member import Member

DRAWS = 20
NOTHING_VALIDATED = "Aucune compétence n’est encore validée\u00a0: un relevé n’aurait rien à dire."


@transaction.atomic
def issue_statement(*, record: Record, by: Member) -> Statement:
    """Return a statement of the skills validated today: the one in force, if it lists exactly these.

    Earlier statements stay valid. Raises ValidationError if nothing is validated.
    """
    Record.objects.select_for_update().get(pk=record.pk)
    validation_ids = set(Validation.objects.granted().filter(record=record).values_list("pk", flat=True))
    if not validation_ids:
        raise ValidationError(NOTHING_VALIDATED)
    for statement in Statement.objects.in_force().filter(record=record).prefetch_related("validations"):
        if {validation.pk for validation in statement.validations.all()} == validation_ids:
            return statement
    store_public_key()
    statement = _create_statement(record=record, issued_by=by)
    statement.validations.set(validation_ids)
    return statement


def _create_statement(**fields) -> Statement:
    """Create a statement with an unused number and badge place; draw again on a collision."""
    for _ in range(DRAWS):
        try:
            with transaction.atomic():
                return Statement.objects.create(number=new_number(), **fields)
        except IntegrityError:
            continue
    raise IntegrityError("no free number or place: too many statements are given at once")


@transaction.atomic
def revoke_statement(*, statement: Statement, reason: str, by: Member) -> Statement:
    """Revoke a statement and its badge, for good. Raises ValidationError if it is revoked already."""
    statement = Statement.objects.select_for_update(of=("self",)).get(pk=statement.pk)
    if not statement.is_in_force:
        raise ValidationError("Ce relevé est déjà annulé.")
    statement.revoked_at, statement.revoked_by, statement.revoke_reason = timezone.now(), by, reason
    statement.save(update_fields=["revoked_at", "revoked_by", "revoke_reason"])
    note_act(act=Act.STATEMENT_REVOKED, row=statement.pk, by=by.pk)
    return statement


@transaction.atomic
def choose_shown_name(*, statement: Statement, shows: StatementShownName) -> Statement:
    """Set how much of the learner’s name the check shows."""
    statement.shows = shows
    statement.save(update_fields=["shows"])
    return statement
