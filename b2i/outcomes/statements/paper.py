"""PDF statement of skills: validations, what it is not, how to check it (`data/releve.typ`)."""

from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from b2i.outcomes.statements.models import Statement
from b2i.records.validation.models.validation import Validation
from reseau.documents.papers.paper import Paper
from reseau.documents.papers.qr import qr_image
from reseau.texts.wording import day_in_full

TEMPLATE = Path(__file__).parents[2] / "data" / "releve.typ"
KIND = "Relevé de compétences du réseau"
SCOPE = (
    "Ce relevé dit ce que des personnes habilitées du réseau ont validé, sur preuves. Il n’est ni un diplôme, ni "
    "l’attestation de l’État\u00a0: celle-ci, seul le recteur la délivre, sur proposition d’un jury."
)


def statement_paper(statement: Statement) -> Paper:
    """Return the paper of a statement from `with_record()`."""
    holder, record = statement.learner.member.get_full_name(), statement.record
    return Paper.of(
        TEMPLATE,
        archival_day=timezone.localdate(statement.issued),
        title=f"{KIND}, {holder}",
        kind=KIND,
        origin=settings.ORGANISATION,
        organisation=", ".join(part for part in (settings.ORGANISATION, settings.ORGANISATION_ADDRESS) if part),
        site=settings.WAGTAIL_SITE_NAME,
        aim=record.framework.name,
        holder=holder,
        epm=record.learner.epm.name,
        framework=f"{record.framework.name}, {record.framework.version}",
        count=count_in_words(statement),
        domains=domains_of(statement),
        scope=SCOPE,
        number=statement.grouped_number,
        issued=day_in_full(statement.issued, "j F Y"),
        url=statement.check_url,
        address=f"{urlsplit(settings.ORIGIN).netloc}{reverse('proof_form')}",
        qr=qr_image(statement.check_url),
    )


def count_in_words(statement: Statement) -> str:
    """Return « 12 compétences validées »."""
    count = len(statement.validations.all())
    return f"{count}\u00a0compétence{'s' if count > 1 else ''} validée{'s' if count > 1 else ''}"


def domains_of(statement: Statement) -> list[dict]:
    """Return the domains in the order of the framework, each with a line for each skill."""
    domains: dict[str, list] = {}
    for validation in statement.validations.all():
        domains.setdefault(f"{validation.skill.domain.code} – {validation.skill.domain.name}", []).append(validation)
    return [{"name": name, "lines": [_line(validation) for validation in lines]} for name, lines in domains.items()]


def _line(validation: Validation) -> tuple[str, str, str, str]:
    day = day_in_full(validation.decided_on, "j F Y")
    return (
        f"{validation.skill.code} {validation.skill.wording}",
        f"{day}, selon l’ancienne règle" if validation.under_former_rule else day,
        str(validation.decided_by or "–"),
        validation.proposal.centre.name,
    )
