"""The mission order on paper: what an authority orders before a journey, and signs with a pen.

What it says is what annex I of the code général des collectivités territoriales asks for (décret 2007-450): name,
object, places of departure and return, days and hours, means of transport, other costs, who pays, place; for a car its
power and the reason to use it. No bank data: the paying service asks for them itself.
"""

import datetime
from collections.abc import Sequence

from django.conf import settings
from django.utils import timezone

from formation.proof.certificates.paper import TEMPLATES
from formation.proof.travel.models import Mission
from formation.proof.travel.volunteering import Drive
from formation.sessions.enrolment.models.enrolment import Enrolment
from reseau.documents.papers.paper import Paper
from reseau.texts.wording import day_in_full, hour_in_words, place_in_words

STEP = 5  # minutes; hours are rounded away from the session
BY_ROAD = "calculés par la route, aller et retour"
ESTIMATED = "estimés à vol d’oiseau plus un tiers pour les routes, aller et retour"
PROVISO = (
    "Sans valeur avant la signature de l’autorité, donnée avant le départ. Aucune coordonnée bancaire n’est sur cet "
    "ordre\u00a0: le service payeur les demande lui-même."
)


def number_of(enrolment: Enrolment, year: int) -> str:
    """Return the permanent number of an order: « OM-2026-000123 »."""
    return f"OM-{year}-{enrolment.pk:06d}"


def mission_order(mission: Mission, drives: Sequence[Drive]) -> Paper:
    """Render the order, in the name of the signatory of the day when it was prepared.

    The enrolment comes with member, session and half-days; `drives` are its days.
    """
    signatory = mission.signatory
    enrolment, position = mission.enrolment, drives[0].position
    session, number = enrolment.session, number_of(enrolment, drives[0].day.year)
    name = enrolment.member.get_full_name()
    epm = place_in_words(position.epm.name, position.epm.commune, position.epm.address)
    return Paper.of(
        TEMPLATES / "ordre-de-mission.typ",
        title=f"Ordre de mission\u00a0: {name}",
        kind="Ordre de mission",
        number=number,
        origin=signatory.organisation,
        organisation=f"{signatory.organisation}\nSIRET {signatory.grouped_siret}",
        site=f"{settings.WAGTAIL_SITE_NAME} · ordre de mission {number}",
        orders=f"{signatory.name}, {signatory.quality}, ordonne la mission suivante.",
        facts=[
            ("Personne", f"{name}, {position.get_role_display()}, à titre bénévole"),
            ("Objet", f"Suivre la formation «\u00a0{session.training.title}\u00a0»"),
            ("Lieu", session.full_place),
            ("Départ et retour", epm),
            ("Organisme qui paie", signatory.payer),
            *_means(mission),
            ("Kilomètres d’un jour", _kilometres(mission)),
        ],
        days=[_day(enrolment, drive, mission) for drive in drives],
        total=f"{len(drives) * mission.kilometres}\u00a0km",
        basis=signatory.legal_basis,
        insurance=signatory.insurance if mission.is_refunded else "",
        authority=[signatory.name, signatory.quality, *filter(None, [signatory.delegation])],
        allows_car=mission.is_refunded,
        holder=name,
        proviso=PROVISO,
        issued=f"Préparé le {day_in_full(timezone.localdate(mission.asked_at))}, d’après ce que la personne a déclaré.",
    )


def _means(mission: Mission) -> list[tuple[str, str]]:
    if not mission.is_refunded:
        return [("Moyen de transport", f"{mission.get_transport_display()}, sans indemnité kilométrique")]
    return [
        ("Moyen de transport", f"Voiture personnelle, {mission.get_power_display()}"),
        ("Motif", mission.get_car_reason_display()),
    ]


def _kilometres(mission: Mission) -> str:
    way = BY_ROAD if mission.is_by_road else ESTIMATED
    measured = f"{mission.measured_kilometres}\u00a0km {way}"
    if mission.declared_kilometres is None:
        return measured
    return f"{mission.declared_kilometres}\u00a0km déclarés par la personne ({measured})"


def _day(enrolment: Enrolment, drive: Drive, mission: Mission) -> tuple[str, ...]:
    """Day, departure, hours of the training, return, kilometres."""
    half_days = [half_day for half_day in enrolment.session.half_days.all() if half_day.date == drive.day]
    way = datetime.timedelta(minutes=mission.minutes)
    leaving = min(half_day.begins_at for half_day in half_days) - way
    back = max(half_day.ends_at for half_day in half_days) + way
    leaving -= datetime.timedelta(minutes=timezone.localtime(leaving).minute % STEP)
    back += datetime.timedelta(minutes=-timezone.localtime(back).minute % STEP)
    return (
        day_in_full(drive.day).capitalize(),
        hour_in_words(timezone.localtime(leaving).time()),
        ", ".join(half_day.hours for half_day in half_days),
        hour_in_words(timezone.localtime(back).time()),
        f"{mission.kilometres}",
    )
