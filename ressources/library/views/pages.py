"""Reading the library: open to everybody, each user sees the sheets of their audience."""

from functools import cache, partial

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from reseau.web.live_pages import live_pages
from reseau.web.queries.list_facets import query_value
from ressources.library.discussions.queries import discussion_in_short
from ressources.library.library_facets import TAG
from ressources.library.models import LibraryPage
from ressources.library.queries import SHEET_PAGES
from ressources.library.readers.wording import thanks_in_words
from ressources.library.related import related_sheets
from ressources.sheets.models.sheet_kinds import KINDS
from ressources.sheets.models.tag import leading_aliases


@login_not_required
@require_safe
def library(request):
    """Redirect the address of a merged tag to that of the kept tag."""
    if slug := query_value(request, TAG):
        alias = leading_aliases(request.user).filter(slug=slug).select_related("tag").first()
        if alias:
            return redirect(reverse("ressources:library", query={**request.GET.dict(), TAG: alias.tag.slug}))
    return get_object_or_404(live_pages(LibraryPage)).serve(request)


@login_not_required
@require_safe
def sheet(request, slug: str):
    for kind in KINDS:
        page = SHEET_PAGES.row(reader=request.user, kind=kind, slug=slug)
        if page:
            thanks = thanks_in_words(page.thanks_count, is_mine=getattr(page, "is_thanked", False))
            return page.serve(
                request,
                thanks=thanks,
                discussion=discussion_in_short(page, request.user),
                related=cache(partial(related_sheets, page, request.user)),
            )
    raise Http404
