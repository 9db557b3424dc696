"""The mileage sheet of a volunteer for a year: days, kilometres, rates with their source, amounts.

It comes from closed attendances, and from what the missions said of each journey.
"""

from collections.abc import Sequence
from decimal import Decimal

from django.conf import settings
from django.utils import timezone
from django.utils.formats import number_format

from formation.proof.certificates.paper import TEMPLATES
from formation.proof.travel.rates import rate_table_on
from formation.proof.travel.volunteering import Drive, amounts
from reseau.documents.papers.paper import Paper
from reseau.people.members.models.member import Member
from reseau.texts.wording import day_in_full

ESTIMATE = (
    "Kilomètres aller et retour\u00a0: (d) déclarés par la personne sur l’ordre de mission, (r) calculés par la route, "
    "(e) estimés à vol d’oiseau plus un tiers, à corriger à la main s’ils diffèrent du trajet fait."
)
BY_HAND = "Une ligne sans ordre de mission, ou sans barème ce jour-là, a son montant à remplir à la main."


def mileage_sheet(member: Member, year: int, drives: Sequence[Drive], rate: Decimal | None) -> Paper:
    """Render the sheet. `drives` of the year, earliest first; `rate` in euros, if the département decided its own."""
    title, drive_amounts = f"Frais kilométriques {year}", amounts(drives, rate)
    known = [drive_amount for drive_amount in drive_amounts if drive_amount is not None]
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
                drive.mission.get_power_display() if drive.mission else "",
                f"{drive.kilometres}\u00a0({_source(drive)})",
                "" if drive_amount is None else in_euros(drive_amount),
            )
            for drive, drive_amount in zip(drives, drive_amounts, strict=True)
        ],
        total=f"{sum(drive.kilometres for drive in drives)}",
        # A total of some lines would be read as the total of all.
        amount=in_euros(sum(known)) if len(known) == len(drives) else "",
        rate=rate_in_words(drives, rate) + ("" if len(known) == len(drives) else f" {BY_HAND}"),
        estimate=ESTIMATE,
        issued=f"Établi le {day_in_full(timezone.localdate())}, d’après les émargements clos.",
    )


def in_euros(amount: Decimal) -> str:
    """« 1 234,50 € »."""
    return f"{number_format(amount, decimal_pos=2, use_l10n=True)}\u00a0€"


def rate_in_words(drives: Sequence[Drive], rate: Decimal | None) -> str:
    """Say which rates were used, from which day and by which text."""
    if rate is not None:
        words = number_format(rate, decimal_pos=3, use_l10n=True)
        return f"Taux décidé par le département pour l’année\u00a0: {words}\u00a0€ par kilomètre."
    tables = {table.since: table for drive in drives if (table := rate_table_on(drive.day))}.values()
    words = [
        f"Barème en vigueur depuis le {day_in_full(table.since, 'j F Y')}\u00a0: {table.source}." for table in tables
    ]
    counted = "Les kilomètres de l’année s’additionnent, ceux de ces formations seulement."
    return " ".join([*words, counted]) if words else "Aucun barème n’est connu pour ces jours."


def _source(drive: Drive) -> str:
    if drive.mission is None:
        return "e"
    return "d" if drive.mission.declared_kilometres else ("r" if drive.mission.is_by_road else "e")
