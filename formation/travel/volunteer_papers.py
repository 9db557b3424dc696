"""Papers of a volunteer: the mission order before a session, the mileage sheet of a year.

They come from the enrolment and from attendance. Kilometres are an estimate, as both papers say. The coordination sets
the rate, in the plan of the year.
"""

from collections.abc import Sequence
from decimal import Decimal

from django.conf import settings
from django.utils import timezone
from django.utils.formats import number_format

from formation.certificates.paper import TEMPLATES
from formation.enrolment.models.enrolment import Enrolment
from formation.travel.volunteering import Drive, amount, euros
from reseau.members.models.member import Member
from reseau.papers.paper import Paper
from reseau.wording import day_in_full, place_in_words

ESTIMATE = (
    "Kilomètres estimés\u00a0: à vol d’oiseau depuis l’EPM, plus un tiers pour les routes, aller et retour. "
    "À corriger à la main s’ils diffèrent du trajet fait."
)
WAYS = ("Voiture personnelle", "Covoiturage", "Train ou car", "Autre\u00a0:")


def number_of(enrolment: Enrolment, year: int) -> str:
    """Return the permanent number of an order: « OM-2026-000123 »."""
    return f"OM-{year}-{enrolment.pk:06d}"


def mission_order(enrolment: Enrolment, drives: Sequence[Drive]) -> Paper:
    """Render the order. `enrolment` comes with member, session and half-days; `drives` are the days of the session."""
    session, position = enrolment.session, drives[0].position
    number = number_of(enrolment, drives[0].day.year)
    return Paper.of(
        TEMPLATES / "ordre-de-mission.typ",
        title=f"Ordre de mission\u00a0: {enrolment.member.get_full_name()}",
        kind="Ordre de mission",
        number=number,
        origin=settings.WAGTAIL_SITE_NAME,
        site=f"{settings.WAGTAIL_SITE_NAME} · ordre de mission {number}",
        facts=[
            ("Bénévole", enrolment.member.get_full_name()),
            ("Poste", f"{position.get_role_display()}, à titre bénévole"),
            ("EPM", place_in_words(position.epm.name, position.epm.commune, position.epm.address)),
            ("Objet", f"Formation «\u00a0{session.training.title}\u00a0»"),
            ("Lieu", session.full_place),
        ],
        days=[
            (day_in_full(drive.day).capitalize(), _hours(enrolment, drive), f"{drive.kilometres}") for drive in drives
        ],
        total=f"{sum(drive.kilometres for drive in drives)}\u00a0km",
        ways=WAYS,
        estimate=ESTIMATE,
        issued=f"Établi le {day_in_full(timezone.localdate())}, d’après l’inscription à la session.",
    )


def mileage_sheet(member: Member, year: int, drives: Sequence[Drive], rate: Decimal | None) -> Paper:
    """Render the sheet. `drives` of the year, earliest first. Without a `rate`, amounts are left blank."""
    title = f"Frais kilométriques {year}"
    total_amount = amount(drives, rate)
    return Paper.of(
        TEMPLATES / "frais-kilometriques.typ",
        title=f"{title}\u00a0: {member.get_full_name()}",
        kind=title,
        origin=settings.WAGTAIL_SITE_NAME,
        site=f"{settings.WAGTAIL_SITE_NAME} · frais kilométriques {year}, {member.get_full_name()}",
        holder=member.get_full_name(),
        rows=[
            (
                day_in_full(drive.day, "j F"),
                " et ".join(drive.titles),
                f"{drive.start} – {drive.session.place}",
                f"{drive.kilometres}",
                in_euros(euros(drive, rate)) if rate is not None else "",
            )
            for drive in drives
        ],
        total=f"{sum(drive.kilometres for drive in drives)}",
        amount="" if total_amount is None else in_euros(total_amount),
        rate=_rate_words(rate),
        estimate=ESTIMATE,
        issued=f"Établi le {day_in_full(timezone.localdate())}, d’après les émargements clos.",
    )


def in_euros(amount: Decimal) -> str:
    """« 1 234,50 € »."""
    return f"{number_format(amount, decimal_pos=2, use_l10n=True)}\u00a0€"


def _rate_words(rate: Decimal | None) -> str:
    if rate is None:
        return "Aucun barème n’est fixé pour cette année\u00a0: la colonne «\u00a0Montant\u00a0» se remplit à la main."
    words = number_format(rate, decimal_pos=3, use_l10n=True)
    return f"Barème fixé par la coordination pour l’année\u00a0: {words}\u00a0€ par kilomètre."


def _hours(enrolment: Enrolment, drive: Drive) -> str:
    return ", ".join(half_day.hours for half_day in enrolment.session.half_days.all() if half_day.date == drive.day)
