"""What messages tell of a sheet: whether it is in the library."""

from collections.abc import Collection, Mapping

from alertes.channels.facts.registry import register
from alertes.channels.facts.source import FactSource
from ressources.sheets.models.sheet import Sheet


@register
class SheetFacts(FactSource):
    """A publication or a withdrawal: true as long as the sheet is, or is not, in the library."""

    name = "sheet"

    def states(self, keys: Collection[int]) -> Mapping[int, str]:
        return {pk: str(live) for pk, live in Sheet.objects.filter(pk__in=keys).values_list("pk", "live")}
