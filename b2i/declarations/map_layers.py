"""Layer of the map about the B2i: how many places are centres where skills are validated."""

from collections.abc import Sequence

from django.utils import timezone

from b2i.records.validation.models.accreditation import Accreditation
from reseau.directory.place_map.areas import Area, counts_by_area
from reseau.directory.place_map.layers import SHARE_LEVELS, AreaValue, MapLayer, share_value
from reseau.places.models.epm import EPM


class ValidationCentres(MapLayer):
    slug = "b2i"
    title = "Lieux du B2i"
    column = "Lieux qui valident le B2i"
    definition = "Centres agréés, dont l’agrément est en cours aujourd’hui."
    levels = SHARE_LEVELS

    def values(self, areas: Sequence[Area]) -> list[AreaValue]:
        centres = EPM.objects.open().filter(
            pk__in=Accreditation.objects.of_centres().live_on(timezone.localdate()).values("epm")
        )
        numbers = counts_by_area(centres, "commune")
        return [share_value(numbers.get(area.name, 0), area.places, "ouverts") for area in areas]


LAYERS = (ValidationCentres(),)
