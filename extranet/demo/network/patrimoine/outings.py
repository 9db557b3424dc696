"""Outings of the demo: a walk and a visit to come, an exhibition that is cancelled. None of them exists."""

from datetime import time, timedelta

from django.utils import timezone

from patrimoine.outings.enums import OutingKind
from patrimoine.outings.services import announce_outing, cancel_outing
from patrimoine.sites.models import HeritagePlace
from patrimoine.trails.models import HeritageTrail
from reseau.people.members.models.member import Member


def build_outings(*, author: Member) -> None:
    today, bridge = timezone.localdate(), HeritagePlace.objects.get(name="Le pont des Trois Loutres")
    common = {"by": author, "contact": author.main_position.epm.phone or "À l’accueil", "last_day": None}
    announce_outing(
        subject=HeritageTrail.objects.published().get(),
        kind=OutingKind.WALK,
        name="Balade entre deux histoires",
        summary="On marche, on s’arrête, on raconte. Sortie fictive de démonstration.",
        day=today + timedelta(days=12),
        start=time(14, 30),
        end=time(16),
        meeting_point="Devant la halle, sous l’horloge",
        capacity="Douze personnes, en téléphonant avant",
        **common,
    )
    announce_outing(
        subject=bridge,
        kind=OutingKind.VISIT,
        name="Le pont, vu d’en dessous",
        summary="Une visite avec celles et ceux qui ont écrit la fiche. Sortie fictive de démonstration.",
        day=today + timedelta(days=20),
        start=time(10),
        end=time(11, 30),
        **common,
    )
    exhibition = announce_outing(
        subject=bridge,
        kind=OutingKind.EXHIBITION,
        name="Les loutres en photos",
        summary="Les photos de l’atelier. Sortie fictive de démonstration.",
        day=today + timedelta(days=30),
        start=time(9),
        end=time(17),
        capacity="Entrée libre",
        **common | {"last_day": today + timedelta(days=40)},
    )
    cancel_outing(outing=exhibition)
