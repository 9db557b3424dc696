"""The page of the library: the list under which every sheet lives."""

from django.core.paginator import Paginator
from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from reseau.list_facets import query_value
from ressources.library.library_facets import WORDS, SheetFacets
from ressources.permissions import is_reviewer
from ressources.readers.models.favourite import favourites_of
from ressources.readers.queries import with_favourite
from ressources.sheets.models.authorship import editable_by
from ressources.sheets.models.sheet import Sheet

PAGE_SIZE = 18
ORDER, MOST_RUN = "tri", "animes"
ORDERS = {"": "les plus récentes", MOST_RUN: "les plus animées"}
LATEST = ("-first_published_at", "-pk")


class LibraryPage(Page):
    introduction = models.TextField("introduction", blank=True)

    content_panels = [*Page.content_panels, FieldPanel("introduction")]
    # Its address is fixed in `ressources.urls`.
    promote_panels = [FieldPanel("seo_title"), FieldPanel("search_description")]
    parent_page_types = ["extranet.HomePage"]
    subpage_types = [
        "ressources.WorkshopPage",
        "ressources.WatchPage",
        "ressources.StoryPage",
        "ressources.MediaPage",
    ]
    private_page_options: list[str] = []
    max_count = 1
    template = "ressources/library/library.html"

    class Meta:
        verbose_name = "bibliothèque d’ateliers"
        verbose_name_plural = "bibliothèques d’ateliers"

    def get_context(self, request, *args, **kwargs) -> dict:
        """Return the sheets that the user may see, narrowed by the chosen facets."""
        user = request.user
        sheets = Sheet.objects.visible_to(user).in_use()
        sheet_facets = SheetFacets(request, sheets, editable=editable_by(user), favourites=favourites_of(user))
        order = query_value(request, ORDER) if query_value(request, ORDER) in ORDERS else ""
        first = [models.F("delivery_tally__times").desc(nulls_last=True)] if order == MOST_RUN else []
        sheets = with_favourite(sheet_facets.matching_sheets().with_card(), user).order_by(*first, *LATEST)
        parameters = [name for name in (*sheet_facets.conditions, *([ORDER] if order else [])) if name != WORDS]
        paginator = Paginator(sheets, PAGE_SIZE)
        paginator.count = sheet_facets.total
        return super().get_context(request, *args, **kwargs) | {
            "page_obj": paginator.get_page(request.GET.get("page")),
            "total": sheet_facets.total,
            "q": sheet_facets.words,
            "facets": sheet_facets.facets(),
            "is_narrowed": bool(sheet_facets.conditions),
            "kept": [(name, query_value(request, name)) for name in parameters],
            "order": order,
            "orders": ORDERS.items(),
            "is_reviewer": is_reviewer(user),
        }
