"""Reading the library: open to all, each sees the sheets of her audience."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from reseau.facets import query_value
from ressources.library.models.facets import TAG
from ressources.library.models.library import LibraryPage
from ressources.sheets.models.kinds import KINDS
from ressources.sheets.models.tag import TagAlias


@login_not_required
@require_safe
def library(request):
    """The address of a tag that was merged leads to that of the tag that was kept."""
    if slug := query_value(request, TAG):
        alias = TagAlias.objects.filter(slug=slug).leading(request.user).select_related("tag").first()
        if alias:
            return redirect(reverse("ressources:library", query={**request.GET.dict(), TAG: alias.tag.slug}))
    return get_object_or_404(LibraryPage.objects.live()).serve(request)


@login_not_required
@require_safe
def sheet(request, slug: str):
    for kind in KINDS:
        sheets = kind.objects.live().with_record().with_upkeep().with_files()
        sheets = sheets.with_sources().with_adaptations(request.user).with_readers(request.user)
        found = sheets.with_field_notes(request.user).filter(slug=slug).first()
        if found:
            return found.serve(request)
    raise Http404
