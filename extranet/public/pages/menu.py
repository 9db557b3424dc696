"""What visitors read at the top and at the foot of each page, as the coordination composes it on the home page."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import models
from django.urls import reverse
from wagtail.blocks import CharBlock, ChoiceBlock, PageChooserBlock, StreamBlock, StructBlock
from wagtail.models import Page

from extranet.public.pages.models.written_page import address_of

# On one line beside the name of the site and the search (docs/look.md).
MOST_ENTRIES = 4
MOST_FOOT_LINKS = 8
OWN_WORDS = "Autres mots"


class MenuSection(models.TextChoices):
    """Parts of the site that no Wagtail page holds. The value is the name of their view."""

    HOME = "home", "Accueil"
    PLACES = "reseau:directory", "Trouver un lieu"
    SHEETS = "ressources:library", "Ateliers"
    WORKSHOPS = "ressources:next_workshops", "Venir à un atelier"
    AGENDA = "reseau:agenda", "Agenda"
    TRAININGS = "formation:catalogue", "Formations"
    CARD = "b2i:card_login", "Ma carte"
    B2I = "b2i:index", "B2i Adultes"
    CONTACT = "contact", "Contact"


ICONS = {
    MenuSection.HOME: "house",
    MenuSection.PLACES: "map-pin",
    MenuSection.SHEETS: "book-open",
    MenuSection.WORKSHOPS: "calendar-days",
    MenuSection.AGENDA: "calendar-days",
    MenuSection.TRAININGS: "graduation-cap",
    MenuSection.CARD: "credit-card",
    MenuSection.B2I: "notebook-pen",
    MenuSection.CONTACT: "mail",
}
PAGE_ICON = "file-text"
# Where else than under its own address an entry is marked as that of the page that one reads.
ALSO_UNDER = {MenuSection.CARD: "/b2i/"}
STARTING_MENU = (MenuSection.HOME, MenuSection.PLACES, MenuSection.SHEETS, MenuSection.CARD)


@dataclass(frozen=True, slots=True)
class MenuEntry:
    label: str
    url: str
    icon: str
    under: str

    @property
    def is_home(self) -> bool:
        """The home has no page under it, although every address begins like its own."""
        return self.url == "/"

    def holds(self, path: str) -> bool:
        return path == self.url if self.is_home else path.startswith((self.url, self.under))


class SectionBlock(StructBlock):
    section = ChoiceBlock(choices=MenuSection.choices, label="Partie du site")
    label = CharBlock(required=False, max_length=24, label=OWN_WORDS)

    class Meta:
        icon = "list-ul"
        label = "Partie du site"
        label_format = "{section} {label}"


class PageBlock(StructBlock):
    page = PageChooserBlock(label="Page")
    label = CharBlock(required=False, max_length=24, label=OWN_WORDS)

    class Meta:
        icon = "doc-empty-inverse"
        label = "Page écrite ici"
        label_format = "{page} {label}"


class MenuBlocks(StreamBlock):
    section = SectionBlock()
    page = PageBlock()


def starting_menu() -> list[dict]:
    """Return the menu of a new site, as the field stores it."""
    return [{"type": "section", "value": {"section": section.value, "label": ""}} for section in STARTING_MENU]


def chosen_pages(*menus) -> dict[int, Page]:
    """Return the published pages that the menus lead to, by key. One query, none if they lead to no page."""
    keys = {block["value"]["page"] for blocks in menus for block in blocks.raw_data if block["type"] == "page"} - {None}
    return Page.objects.live().only("title", "url_path").in_bulk(keys) if keys else {}


def menu_entries(blocks, pages: Mapping[int, Page]) -> list[MenuEntry]:
    """Return the entries of a menu; a page that is not among `pages`, the published ones, leaves it."""
    return [entry for block in _values(blocks) if (entry := _entry(*block, pages))]


def _values(blocks) -> Iterable[tuple[str, dict]]:
    """Yield the kind and the value of each block without loading the pages that they lead to."""
    return ((block["type"], block["value"]) for block in blocks.raw_data)


def entry_at(path: str, entries: list[MenuEntry]) -> MenuEntry | None:
    """Return the nearest entry above the page: « Venir à un atelier » rather than « Ateliers »."""
    above = [entry for entry in entries if entry.holds(path)]
    return max(
        above, key=lambda entry: len(entry.url) + 1 if path.startswith(entry.url) else len(entry.under), default=None
    )


def _entry(kind: str, value: dict, pages: Mapping[int, Page]) -> MenuEntry | None:
    if kind == "section":
        section = MenuSection(value["section"])
        url = reverse(section.value)
        return MenuEntry(value.get("label") or section.label, url, ICONS[section], ALSO_UNDER.get(section, url))
    page = pages.get(value["page"])
    if page is None:
        return None
    url = address_of(page)
    return MenuEntry(value.get("label") or page.title, url, PAGE_ICON, url)
