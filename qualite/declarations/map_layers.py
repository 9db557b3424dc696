"""Layer of the map about the charter: how many places have its label."""

from collections.abc import Sequence

from qualite.labelling.labels.models import QualityLabel
from reseau.directory.place_map.areas import Area, counts_by_area
from reseau.directory.place_map.layers import SHARE_LEVELS, AreaValue, MapLayer, share_value
from reseau.places.models.epm import EPM


class LabelledPlaces(MapLayer):
    slug = "charte"
    title = "Labels de la charte"
    column = "Lieux qui ont un label"
    definition = "Un label de la charte au moins, en cours aujourd’hui."
    levels = SHARE_LEVELS

    def values(self, areas: Sequence[Area]) -> list[AreaValue]:
        labels = QualityLabel.objects.in_force().values("epm")
        labelled = counts_by_area(EPM.objects.open().filter(pk__in=labels), "commune")
        return [share_value(labelled.get(area.name, 0), area.places, "ouverts") for area in areas]


LAYERS = (LabelledPlaces(),)
