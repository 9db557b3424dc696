"""Visits of the territorial animators to EPM in the demo: some places have seen them lately, one in three never."""

from datetime import timedelta

from django.utils import timezone

from reseau.directory.place_visits.services import note_visit
from reseau.enums import Role
from reseau.people.members.models.position import Position
from reseau.places.models.epm import EPM

NOTES = (
    "Deux postes ne démarrent plus. La commune a promis un devis avant la fin du mois.\nLa salle est claire.",
    "L’équipe cherche un créneau pour les personnes qui travaillent\u00a0: nous essayons le samedi matin.",
    "Nous avons relu ensemble la fiche du lieu. Une fiche d’atelier sur la photo est en route.",
    "Convenu\u00a0: une demi-journée de formation sur place au printemps, avec les deux lieux voisins.",
)
DAYS_AGO = (9, 34, 75, 140, 230)


def build_place_visits() -> None:
    today = timezone.localdate()
    positions = Position.objects.live().filter(role=Role.TERRITORIAL).select_related("member").order_by("pk")
    watchers = {position.territory_id: position.member for position in positions}
    for rank, epm in enumerate(EPM.objects.open().select_related("commune").order_by("pk")):
        visitor = watchers.get(epm.commune.territory_id)
        if rank % 3 and visitor:
            date = today - timedelta(days=DAYS_AGO[rank % len(DAYS_AGO)] + rank % 17)
            note_visit(epm=epm, by=visitor, date=date, note=NOTES[rank % len(NOTES)], is_shared=rank % 2 == 0)
