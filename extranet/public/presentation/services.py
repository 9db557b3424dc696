"""Starting presentation pages of a site, new or old: each is made once, what the coordination does stays."""

import tomllib
from functools import cache
from pathlib import Path

from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import Page, PageLogEntry

from extranet.public.pages.menu import STARTING_MENU, MenuSection
from extranet.public.pages.models.home import HomePage
from extranet.public.pages.models.news import NewsIndexPage
from extranet.public.pages.models.written_page import WrittenPage
from extranet.public.pages.site_tree import add
from extranet.public.presentation.models import PresentationPage

TEXTS = Path(__file__).parent / "texts"
CREATION, MARK = "wagtail.create", "starting_page"
HEAD, PRESS, FIGURES = "reseau", "presse", "chiffres"
# In the menu of before, the name of the site already led home.
FIRST_SECTIONS, LAST_SECTION = (MenuSection.PLACES, MenuSection.SHEETS), MenuSection.CARD
FREE_SLUGS = 50


@cache
def starting_texts() -> tuple[dict, ...]:
    """Return the texts as their files hold them; a page comes after the one that it stands under."""
    return tuple(tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(TEXTS.glob("*.toml")))


@transaction.atomic
def ensure_presentation_pages(*, home: HomePage) -> list[PresentationPage]:
    """Create the starting pages that this site never had, and return them; offer them in menus that nobody composed.

    Wagtail's journal remembers what was made: a page that was renamed, moved or deleted is not made again.
    """
    known = _made_before()
    made = {}
    for text in starting_texts():
        parent = known.get(text["parent"]) if "parent" in text else home
        if text["name"] in known or parent is None:
            continue
        made[text["name"]] = known[text["name"]] = _create(text, parent)
    for text in starting_texts():
        if page := made.get(text["name"]):
            page.parts = [_with_keys(part, known) for part in text["parts"]]
            page.save_revision(clean=False).publish()
    if HEAD in made:
        _offer_in_menus(home, known)
    return list(made.values())


def _made_before() -> dict[str, PresentationPage | None]:
    """Return the pages that were made, by name: None for one that was deleted since."""
    entries = PageLogEntry.objects.filter(action=CREATION, data__has_key=MARK)
    names = {entry.data[MARK]: entry.page_id for entry in entries}
    pages = PresentationPage.objects.in_bulk(names.values())
    return {name: pages.get(key) for name, key in names.items()}


def _create(text: dict, parent: Page) -> PresentationPage:
    fields = {name: text[name] for name in ("title", "icon", "lead", "source", "is_example") if name in text}
    page = add(parent, PresentationPage(slug=_free_slug(text["slug"], parent), **fields))
    log(instance=page, action=CREATION, data={MARK: text["name"]})
    return page


def _free_slug(slug: str, parent: Page) -> str:
    """Return the slug, with a number if another page has that address."""
    taken = set(parent.get_children().values_list("slug", flat=True))
    return next(each for each in (slug, *(f"{slug}-{rank}" for rank in range(2, FREE_SLUGS))) if each not in taken)


def _with_keys(part: dict, pages: dict) -> dict:
    """Return the part as the field stores it: entries lead to pages by key."""
    if part["type"] != "entries":
        return part
    entries = [
        {"text": "", "place": "", **entry, "page": (page := pages.get(entry.get("page", ""))) and page.pk}
        for entry in part["value"]["entries"]
    ]
    return part | {"value": part["value"] | {"entries": entries}}


def _offer_in_menus(home: HomePage, pages: dict) -> None:
    """Put the head of the section in the menu, and three pages at the foot, unless the coordination composed them."""
    home.refresh_from_db()
    installed = [{"section": section.value, "label": ""} for section in STARTING_MENU]
    if [block["value"] for block in home.menu.raw_data] == installed:
        home.menu = [
            *(_section(section) for section in FIRST_SECTIONS),
            _page(pages[HEAD]),
            _section(LAST_SECTION),
        ]
    if not home.foot.raw_data:
        news = NewsIndexPage.objects.child_of(home).first()
        offered: list[WrittenPage | None] = [news, pages.get(FIGURES), pages.get(PRESS)]
        home.foot = [*(_page(page) for page in offered if page), _section(MenuSection.AGENDA)]
    home.save()


def _section(section: MenuSection) -> dict:
    return {"type": "section", "value": {"section": section.value, "label": ""}}


def _page(page: Page) -> dict:
    return {"type": "page", "value": {"page": page.pk, "label": ""}}
