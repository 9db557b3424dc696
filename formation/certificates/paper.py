"""A certificate on paper: who, which training, its aims and its nature, how long, at which half-days, how to check it.

What such a paper says is usual since the law of 5 September 2018 made it free: aims, nature and duration of the action.
"""

from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse

from formation.attendance.attendance_statement import Attended, Statement, attendance_rows, statement_of
from formation.certificates.models import Certificate, CertificateQuerySet
from formation.sessions.models.session import Session
from formation.wording import half_days_in_words
from reseau.papers.paper import Paper
from reseau.papers.qr import qr_image
from reseau.wording import day_in_full, listed, minutes_in_words

TEMPLATES = Path(__file__).parents[1] / "data"
KIND = "Attestation de fin de formation"
NATURE = "Action de formation à l’animation et à la médiation numériques"
SCOPE = (
    "Cette attestation constate une présence, demi-journée par demi-journée, d’après l’émargement clos par la "
    "personne qui a formé ou par la coordination. Elle n’évalue pas ce qui a été appris."
)


def certificates_on_paper() -> CertificateQuerySet:
    """Certificates with all that their papers say, in the same few queries however many."""
    session = "enrolment__session"
    told = (f"{session}__trainers__member", f"{session}__training__skills")
    return Certificate.objects.with_record().prefetch_related(*attendance_rows("enrolment__"), *told)


def certificate_paper(certificate: Certificate) -> Paper:
    session, statement = certificate.session, statement_of(certificate.enrolment)
    training = session.training
    return Paper.of(
        TEMPLATES / "attestation.typ",
        title=f"{KIND}, {certificate.member.get_full_name()}",
        kind=KIND,
        origin=settings.ORGANISATION,
        organisation=", ".join(part for part in (settings.ORGANISATION, settings.ORGANISATION_ADDRESS) if part),
        site=settings.WAGTAIL_SITE_NAME,
        aim=training.title,
        holder=certificate.member.get_full_name(),
        training=training.title,
        facts=[*facts_of(session, statement), *_trainers(session)],
        aims=training.aim_list or [training.aim],
        lines=[_line(line) for line in statement.lines],
        total=f"En tout\u00a0: {duration_in_words(statement)}.",
        skills=[f"{skill.code} {skill.wording}" for skill in training.skills.all()],
        scope=SCOPE,
        number=certificate.grouped_number,
        issued=day_in_full(certificate.issued, "j F Y"),
        url=certificate.check_url,
        address=f"{urlsplit(settings.ORIGIN).netloc}{reverse('proof_form')}",
        qr=qr_image(certificate.check_url),
    )


def facts_of(session: Session, statement: Statement) -> list[tuple[str, str]]:
    """What both the paper and the page that checks it say of the session."""
    return [
        ("Nature", NATURE),
        ("Lieu", session.place),
        ("Dates", listed([day_in_full(day) for day in statement.days]) if statement.days else "Aucune"),
        ("Durée suivie", duration_in_words(statement)),
    ]


def _trainers(session: Session) -> list[tuple[str, str]]:
    names = [str(trainer.member) for trainer in session.trainers.all()]
    return [("Formation donnée par", listed(names))] if names else []


def duration_in_words(statement: Statement) -> str:
    """« 6 h (2 demi-journées sur 3) »."""
    among = f" sur {len(statement.lines)}" if len(statement.lines) > 1 else ""
    return f"{minutes_in_words(statement.minutes)} ({half_days_in_words(statement.half_days)}{among})"


def _line(line: Attended) -> tuple[str, str, str, str]:
    half_day = line.half_day
    return (
        f"{day_in_full(half_day.date)}, {half_day.get_part_display()}",
        half_day.hours,
        minutes_in_words(line.minutes) if line.is_present else "–",
        "oui" if line.is_present else "non",
    )
