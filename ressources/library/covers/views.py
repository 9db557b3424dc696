"""Covers as pictures, drawn from their address alone; pictures of shared links. For everybody."""

from csp.constants import NONE, UNSAFE_INLINE
from csp.decorators import csp
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from reseau.documents.drawings.colours import Theme
from ressources.library.covers.cover import NO_DOMAIN, Cover, drawing_version
from ressources.library.covers.pictograms import DOMAIN_PICTOGRAMS
from ressources.library.covers.shared_picture import SharedPicture
from ressources.sheets.models.sheet import Sheet

FOR_GOOD = "public, max-age=31536000, immutable"
# A page of the former release, still open, shows the drawing of today; its address is not to keep it.
FOR_NOW = "public, max-age=300"
ONE_DAY = 24 * 3600
SITE = SharedPicture(
    Cover("mediateurs-numeriques", (NO_DOMAIN,), DOMAIN_PICTOGRAMS[NO_DOMAIN]),
    kind="Lieux, ateliers, formations, entraide",
    title="Les espaces publics multimédia du Lot",
    site=settings.WAGTAIL_SITE_NAME,
)


@login_not_required
@require_safe
@csp({"default-src": [NONE], "style-src": [UNSAFE_INLINE]})
def cover(request: HttpRequest, version: str, theme: str, domains: str, pictogram: str, slug: str) -> HttpResponse:
    """Draw the cover that the address describes."""
    try:
        svg = Cover.of_address(slug, domains, pictogram).svg(Theme(theme))
    except ValueError as error:
        raise Http404 from error
    kept_for = FOR_GOOD if version == drawing_version() else FOR_NOW
    return HttpResponse(svg, content_type="image/svg+xml", headers={"Cache-Control": kept_for})


@login_not_required
@require_safe
@cache_control(public=True, max_age=ONE_DAY)
def site_picture(request: HttpRequest) -> HttpResponse:
    """Draw the picture of the links to all public pages but those of sheets."""
    return HttpResponse(SITE.png(), content_type="image/png")


@login_not_required
@require_safe
@cache_control(public=True, max_age=ONE_DAY)
def sheet_picture(request: HttpRequest, slug: str) -> HttpResponse:
    """Draw the picture of the links to a sheet, if visitors may read it."""
    sheet = get_object_or_404(Sheet.objects.visible_to(AnonymousUser()).with_cover(), slug=slug)
    picture = SharedPicture(Cover.of_sheet(sheet), sheet.kind.label, sheet.title, settings.WAGTAIL_SITE_NAME)
    return HttpResponse(picture.png(), content_type="image/png")
