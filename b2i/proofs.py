"""Public check of a statement by its number: what its holder allows, or that it is revoked."""

from django.utils import timezone

from b2i.statements.models import Statement
from b2i.statements.paper import KIND, SCOPE, count_in_words, domains_of
from reseau.proofs.registry import Proof, register

WORDS = {"words_valid": "Relevé valable", "words_revoked": "Ce relevé est annulé"}
NAMELESS = "La personne n’a pas permis que son nom soit montré"


@register
def statement(number: str) -> Proof | None:
    """Return what anybody may read about the statement, or None if the number is unknown."""
    found = Statement.objects.with_record().filter(number=number).first()
    if found is None:
        return None
    issued = timezone.localdate(found.issued)
    if not found.is_in_force:
        return Proof(title=KIND, issued=issued, revoked=timezone.localdate(found.revoked_at), **WORDS)
    domains = [(domain["name"], "\n".join(line[0] for line in domain["lines"])) for domain in domains_of(found)]
    return Proof(
        **WORDS,
        title=KIND,
        issued=issued,
        holder=found.shown_name or NAMELESS,
        facts=(
            ("Référentiel", found.record.framework.name),
            ("En tout", count_in_words(found)),
            *domains,
            ("Ce que c’est", SCOPE),
        ),
    )
