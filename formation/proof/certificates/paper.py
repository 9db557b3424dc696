"""Certificates on paper: holder, training, aims, nature, length, half-days, how to check it; and their archive.

The law of 5 September 2018 leaves the form free. Aims, nature and duration of the training are customary.
"""

from collections.abc import Sequence
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import BinaryIO
from urllib.parse import urlsplit
from zipfile import ZipFile

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from formation.proof.certificates.attendance_statement import (
    AttendanceStatement,
    AttendedHalfDay,
    statement_of,
    statement_prefetches,
)
from formation.proof.certificates.models import Certificate, CertificateQuerySet
from formation.proof.signatories.models import Signatory
from formation.sessions.models.session import Session
from formation.sessions.wording import half_days_in_words
from reseau.documents.files.enums import FileKind
from reseau.documents.files.file_names import shown_name
from reseau.documents.files.zip_entries import distinct_names, entry
from reseau.documents.papers.paper import Paper
from reseau.documents.papers.qr import qr_image
from reseau.texts.wording import day_in_full, join_words, minutes_in_words

TEMPLATES = Path(__file__).parents[2] / "data"
KIND = "Attestation de fin de formation"
NATURE = "Action de formation à l’animation et à la médiation numériques"
SCOPE = (
    "Cette attestation constate une présence, demi-journée par demi-journée, d’après l’émargement clos par la "
    "personne qui a formé ou par la coordination. Elle dit comment chaque présence est connue. "
    "Elle n’évalue pas ce qui a été appris."
)

TO_FILL = "À remplir par l’organisme."


def certificates_on_paper() -> CertificateQuerySet:
    """Certificates with all that their papers show, in a constant number of queries."""
    session = "enrolment__session"
    lookups = (
        *(f"{session}__trainers__member", f"{session}__training__skills"),
        "enrolment__attendances__corrections",
        "enrolment__attendances__late_sheet",
    )
    return Certificate.objects.with_record().prefetch_related(*statement_prefetches("enrolment__"), *lookups)


def certificate_paper(certificate: Certificate) -> Paper:
    """Render a certificate, in the name of the signatory of the day when it was issued."""
    session, statement = certificate.session, statement_of(certificate.enrolment)
    training = session.training
    return Paper.of(
        TEMPLATES / "attestation.typ",
        archival_day=timezone.localdate(certificate.issued),
        title=f"{KIND}, {certificate.holder_name}",
        kind=KIND,
        origin=settings.ORGANISATION,
        organisation=", ".join(part for part in (settings.ORGANISATION, settings.ORGANISATION_ADDRESS) if part),
        site=settings.WAGTAIL_SITE_NAME,
        aim=training.title,
        holder=certificate.holder_name,
        training=training.title,
        facts=[*facts_of(session, statement), *_trainers(session)],
        aims=training.aim_list or [training.aim],
        lines=[_half_day_row(line) for line in statement.entries],
        total=f"En tout\u00a0: {duration_in_words(statement)}.",
        skills=[f"{skill.code} {skill.wording}" for skill in training.skills.all()],
        scope=SCOPE,
        signatory=_signatory(certificate.signatory),
        number=certificate.grouped_number,
        issued=day_in_full(certificate.issued, "j F Y"),
        url=certificate.check_url,
        address=f"{urlsplit(settings.ORIGIN).netloc}{reverse('proof_form')}",
        qr=qr_image(certificate.check_url),
    )


def _signatory(signatory: Signatory | None) -> dict:
    """Words about who signs; nothing typed by default, since a blank is filled with a pen."""
    if signatory is None:
        return {"facts": [(label, "") for label in ("Organisme", "SIRET", "Nom", "Qualité")], "words": TO_FILL}
    facts = [
        ("Organisme", signatory.organisation),
        ("SIRET", signatory.grouped_siret),
        ("Nom", signatory.name),
        ("Qualité", signatory.quality),
    ]
    return {"facts": facts, "words": signatory.delegation}


def facts_of(session: Session, statement: AttendanceStatement) -> list[tuple[str, str]]:
    """Facts about the session, for the paper and for the public page."""
    return [
        ("Nature", NATURE),
        ("Lieu", session.place),
        ("Dates", join_words([day_in_full(day) for day in statement.days]) if statement.days else "Aucune"),
        ("Durée suivie", duration_in_words(statement)),
    ]


def _trainers(session: Session) -> list[tuple[str, str]]:
    names = [str(trainer.member) for trainer in session.trainers.all()]
    return [("Formation donnée par", join_words(names))] if names else []


def duration_in_words(statement: AttendanceStatement) -> str:
    """« 6 h (2 demi-journées sur 3) »."""
    among = f" sur {len(statement.entries)}" if len(statement.entries) > 1 else ""
    return f"{minutes_in_words(statement.minutes)} ({half_days_in_words(statement.half_days)}{among})"


def _half_day_row(line: AttendedHalfDay) -> tuple[str, ...]:
    half_day = line.half_day
    return (
        f"{day_in_full(half_day.date)}, {half_day.get_part_display()}",
        half_day.hours,
        minutes_in_words(line.minutes) if line.is_present else "–",
        "oui" if line.is_present else "non",
        line.presence.attested_by if line.is_present else "–",
    )


IN_MEMORY = 2 * 1024 * 1024  # bytes; a larger archive is written to disk


def archive_of(certificates: Sequence[Certificate]) -> BinaryIO:
    """Return a ZIP of PDFs named for their holders, open at its beginning. The caller closes it."""
    target = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - the answer closes it, once sent
    names = [shown_name(f"Attestation {certificate.member}", FileKind.PDF) for certificate in certificates]
    with ZipFile(target, "w") as archive:
        for name, certificate in zip(distinct_names(names), certificates, strict=True):
            archive.writestr(entry(name, certificate.issued), certificate_paper(certificate).pdf())
    target.seek(0)
    return target
