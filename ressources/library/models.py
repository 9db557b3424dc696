"""The page of the library: the list under which every sheet lives."""

from django.core.paginator import Page as ListPage
from django.core.paginator import Paginator
from django.db import models
from django.db.models import QuerySet
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from reseau.texts.tags.tagged_kinds import TagUse, find_tag, uses_of
from reseau.web.queries.list_facets import query_value
from reseau.web.queries.paged_query import PagedQuery
from ressources.declarations.tagged_kinds import Sheets
from ressources.library.library_facets import FEW_VALUES, TAG, WORDS, SheetChoice, SheetFacets
from ressources.library.readers.queries import with_favourite
from ressources.library.text_search import find_sheets
from ressources.permissions import is_reviewer

PAGE_SIZE = 15
ORDER, LATEST_FIRST, MOST_RUN = "tri", "recentes", "animes"
ORDERS = {"": "les plus récentes", MOST_RUN: "les plus animées"}
ORDERS_OF_WORDS = {"": "les plus proches des mots", LATEST_FIRST: "les plus récentes", MOST_RUN: "les plus animées"}
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
        words = query_value(request, WORDS)
        found = find_sheets(user, words) if words else None
        sheet_facets = SheetFacets(request, found=found)
        values = sheet_facets.choice.values
        orders = ORDERS_OF_WORDS if found else ORDERS
        order = query_value(request, ORDER) if query_value(request, ORDER) in orders else ""
        parameters = [name for name in (*values, *([ORDER] if order else [])) if name != WORDS]
        return super().get_context(request, *args, **kwargs) | {
            "page_obj": _page(request, sheet_facets, order),
            "found": found,
            "is_degraded": bool(words) and found is None,
            "total": sheet_facets.total,
            "q": sheet_facets.words,
            "facets": sheet_facets.facets(),
            "is_narrowed": bool(values),
            "other_uses": _other_uses(request),
            "kept": [(name, query_value(request, name)) for name in parameters],
            "order": order,
            "orders": orders.items(),
            "is_reviewer": is_reviewer(user),
        }


def _other_uses(request) -> list[TagUse]:
    """Return what else bears the tag that was chosen: topics of the forums."""
    slug = query_value(request, TAG)
    tag = find_tag(request.user, slug) if slug else None
    return uses_of(tag, request.user, besides=Sheets) if tag else []


def _cards(choice: SheetChoice, order: str) -> QuerySet:
    most_run_first = [models.F("delivery_tally__times").desc(nulls_last=True)] if order == MOST_RUN else []
    return with_favourite(choice.matching().with_card(), choice.reader).order_by(*most_run_first, *LATEST)


CARDS = PagedQuery(
    lambda reader, order, **values: _cards(SheetChoice(reader, values), order),
    size=PAGE_SIZE,
    shape=("order", *FEW_VALUES),
)


def _page(request, sheet_facets: SheetFacets, order: str) -> ListPage:
    """Return the page asked of the sheets of these facets; those found by words come in the order of the search."""
    choice, number = sheet_facets.choice, request.GET.get("page")
    if choice.found and not order:
        page = Paginator(choice.found.best_first(choice.matching()), PAGE_SIZE).get_page(number)
        rows = {sheet.pk: sheet for sheet in _cards(choice, order).filter(pk__in=list(page.object_list))}
        page.object_list = [rows[key] for key in page.object_list]
        return page
    if sheet_facets.is_compiled:
        cards = CARDS.of(count=sheet_facets.total, reader=choice.reader, order=order, **choice.values)
        return Paginator(cards, PAGE_SIZE).get_page(number)
    paginator = Paginator(_cards(choice, order), PAGE_SIZE)
    paginator.count = sheet_facets.total
    return paginator.get_page(number)
