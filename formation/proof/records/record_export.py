"""Exports of a training record: on paper, for an employer or a file of experience (VAE), and as data."""

from django.conf import settings
from django.utils import timezone

from formation.proof.certificates.attendance_statement import AttendedHalfDay
from formation.proof.certificates.paper import TEMPLATES
from formation.proof.records.training_record import KitUse, TrainingRecord
from formation.sessions.enrolment.models.enrolment import Enrolment
from formation.sessions.wording import half_days_in_words
from reseau.documents.papers.paper import Paper
from reseau.texts.wording import day_in_full, minutes_in_words, times_in_words

TITLE = "Parcours de formation"


def record_paper(record: TrainingRecord) -> Paper:
    name = record.member.get_full_name()
    return Paper.of(
        TEMPLATES / "parcours.typ",
        title=f"{TITLE}, {name}",
        kind=TITLE,
        origin=settings.WAGTAIL_SITE_NAME,
        site=settings.WAGTAIL_SITE_NAME,
        holder=name,
        day=day_in_full(timezone.localdate(), "j F Y"),
        total=f"{half_days_in_words(record.time.half_days)}, {minutes_in_words(record.time.minutes)}",
        years=[
            (str(year), half_days_in_words(time.half_days), minutes_in_words(time.minutes))
            for year, time in record.years.items()
        ],
        followed=[_past_session_on_paper(enrolment) for enrolment in record.past_enrolments],
        coming=[
            f"{day_in_full(enrolment.first_day)}\u00a0: {enrolment.session.training.title}, {enrolment.session.place}"
            for enrolment in record.upcoming_enrolments
            if enrolment.is_confirmed and not enrolment.session.is_cancelled
        ],
        skills=[f"{skill.code} {skill.wording}" for skill in record.skills],
        kit=[f"{use.sheet.title}\u00a0: {_times(use)}" for use in record.kit],
    )


def record_data(record: TrainingRecord) -> dict:
    """Return the record as JSON data. Keys in French, for its readers; days in ISO 8601, lengths in minutes."""
    return {
        "personne": record.member.get_full_name(),
        "etabli_le": timezone.localdate().isoformat(),
        "demi_journees": record.time.half_days,
        "minutes": record.time.minutes,
        "annees": [
            {"annee": year, "demi_journees": time.half_days, "minutes": time.minutes}
            for year, time in record.years.items()
        ],
        "formations_suivies": [_past_session_data(enrolment) for enrolment in record.past_enrolments],
        "a_venir": [_upcoming_session_data(enrolment) for enrolment in record.upcoming_enrolments],
        "competences": [
            {"referentiel": str(skill.domain.framework), "code": skill.code, "intitule": skill.wording}
            for skill in record.skills
        ],
        "fiches": [
            {"titre": use.sheet.title, "animations": use.times, "derniere": use.last and use.last.isoformat()}
            for use in record.kit
        ],
    }


def _past_session_on_paper(enrolment: Enrolment) -> dict:
    statement = enrolment.statement
    days = [day_in_full(day, "j F Y") for day in statement.days] or [day_in_full(enrolment.first_day, "j F Y")]
    among = f"{half_days_in_words(statement.half_days)} sur {enrolment.half_day_count}"
    return {
        "title": enrolment.session.training.title,
        "when": f"{', '.join(days)}, {enrolment.session.place}",
        "time": f"{among}, {minutes_in_words(statement.minutes)}" if statement.half_days else "Aucune présence notée",
        "number": enrolment.certificate.grouped_number if enrolment.certificate else "",
    }


def _past_session_data(enrolment: Enrolment) -> dict:
    certificate, statement = enrolment.certificate, enrolment.statement
    return {
        "formation": enrolment.session.training.title,
        "lieu": enrolment.session.place,
        "demi_journees": [_half_day_data(line) for line in statement.entries],
        "minutes": statement.minutes,
        "attestation": certificate
        and {
            "numero": certificate.grouped_number,
            "delivree_le": timezone.localdate(certificate.issued).isoformat(),
            "verification": certificate.check_url,
        },
    }


def _half_day_data(line: AttendedHalfDay) -> dict:
    half_day = line.half_day
    return {
        "jour": half_day.date.isoformat(),
        "debut": f"{half_day.start:%H:%M}",
        "fin": f"{half_day.end:%H:%M}",
        "presence": line.is_present,
    }


def _upcoming_session_data(enrolment: Enrolment) -> dict:
    return {
        "formation": enrolment.session.training.title,
        "lieu": enrolment.session.place,
        "premier_jour": enrolment.first_day.isoformat(),
        "etat": "annulée" if enrolment.session.is_cancelled else enrolment.get_status_display().lower(),
    }


def _times(use: KitUse) -> str:
    if not use.times:
        return "pas encore animée"
    return f"animée {times_in_words(use.times)}, la dernière le {day_in_full(use.last, 'j F Y')}"
