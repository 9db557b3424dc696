"""The kinds of sheets, and the page class of a content."""

from ressources.sheets.content import SheetContent
from ressources.sheets.models.media import MediaPage
from ressources.sheets.models.sheet import Sheet
from ressources.sheets.models.story import StoryPage
from ressources.sheets.models.watch import WatchPage
from ressources.sheets.models.workshop import WorkshopPage

# The most read first: an address tells the sheet, not its kind.
KINDS: tuple[type[Sheet], ...] = (WorkshopPage, WatchPage, MediaPage, StoryPage)
_PAGES = {kind.content_class: kind for kind in KINDS}


def page_class(content: SheetContent) -> type[Sheet]:
    return _PAGES[type(content)]
