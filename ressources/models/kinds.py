"""The kinds of sheets: which page holds what a content says."""

from ressources.content import SheetContent
from ressources.models.media import MediaPage
from ressources.models.sheet import Sheet
from ressources.models.story import StoryPage
from ressources.models.watch import WatchPage
from ressources.models.workshop import WorkshopPage

# The most read first: an address names a sheet and not its kind.
KINDS: tuple[type[Sheet], ...] = (WorkshopPage, WatchPage, MediaPage, StoryPage)
_PAGES = {kind.content_class: kind for kind in KINDS}


def page_class(content: SheetContent) -> type[Sheet]:
    return _PAGES[type(content)]
