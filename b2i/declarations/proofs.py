"""Public check of a statement by its number: what its holder allows, or that it is revoked."""

from django.utils import timezone

from b2i.outcomes.statements.models import Statement
from b2i.outcomes.statements.paper import KIND, SCOPE, count_in_words, domains_of
from reseau.documents.proofs.registry import Proof

WORDS = {"words_valid": "Relevé valable", "words_revoked": "Ce relevé est annulé"}
NAMELESS = "La personne n’a pas permis que son nom soit montré"


def statement_proof(number: str) -> Proof | None:
    """Return what anybody may read about the statement, or None if the number is unknown."""
    statement = Statement.objects.with_record().filter(number=number).first()
    if statement is None:
        return None
    issued = timezone.localdate(statement.issued)
    if not statement.is_in_force:
        return Proof(title=KIND, issued=issued, revoked=timezone.localdate(statement.revoked_at), **WORDS)
    domains = [(domain["name"], "\n".join(line[0] for line in domain["lines"])) for domain in domains_of(statement)]
    return Proof(
        **WORDS,
        title=KIND,
        issued=issued,
        holder=statement.shown_name or NAMELESS,
        facts=(
            ("Référentiel", statement.record.framework.name),
            ("En tout", count_in_words(statement)),
            *domains,
            ("Ce que c’est", SCOPE),
        ),
    )


CHECKERS = (statement_proof,)
