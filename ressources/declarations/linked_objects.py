"""Pages of the library that links in messages lead to: sheets, workshops open to all, one's own collections."""

from collections.abc import Collection as Keys

from reseau.texts.link_cards import LinkCard, LinkedKind
from reseau.texts.wording import counted, day_in_full
from ressources.library.collections.models import Collection
from ressources.sheets.models.sheet import Sheet
from ressources.workshops.open_workshops.models.workshop import OpenWorkshop


class LinkedSheet(LinkedKind):
    route = "ressources:sheet"
    argument = "slug"

    def cards(self, user, keys: Keys[str]) -> dict[str, LinkCard]:
        sheets = Sheet.objects.visible_to(user).filter(slug__in=keys).select_related("obsolescence")
        return {sheet.slug: LinkCard(sheet.kind.label, sheet.title, _line_of(sheet)) for sheet in sheets}


class LinkedWorkshop(LinkedKind):
    route = "ressources:open_workshop"

    def cards(self, user, keys: Keys[int]) -> dict[int, LinkCard]:
        workshops = OpenWorkshop.objects.visible_to(user).filter(pk__in=keys).with_place()
        return {
            workshop.pk: LinkCard("Atelier ouvert à tous", workshop.sheet.title, _date_of(workshop))
            for workshop in workshops
        }


class LinkedCollection(LinkedKind):
    route = "ressources:collection"

    def cards(self, user, keys: Keys[int]) -> dict[int, LinkCard]:
        collections = Collection.objects.visible_to(user).filter(pk__in=keys).with_count()
        return {
            collection.pk: LinkCard("Collection", collection.title, counted(collection.sheet_count, "fiche"))
            for collection in collections
        }


def _line_of(sheet: Sheet) -> str:
    return f"Obsolète. {sheet.aim}" if sheet.is_obsolete else sheet.aim


def _date_of(workshop: OpenWorkshop) -> str:
    words = f"{day_in_full(workshop.date)}, {workshop.place}"
    return f"Annulé. {words}" if workshop.cancelled_at else words


KINDS = (LinkedSheet(), LinkedWorkshop(), LinkedCollection())
