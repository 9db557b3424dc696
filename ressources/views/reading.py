"""Reading the library: open to all, each sees the sheets of her audience."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from ressources.models import LibraryPage
from ressources.models.kinds import KINDS


@login_not_required
@require_safe
def library(request):
    return get_object_or_404(LibraryPage.objects.live()).serve(request)


@login_not_required
@require_safe
def sheet(request, slug: str):
    for kind in KINDS:
        sheets = kind.objects.live().with_record().with_upkeep().with_sources().with_files()
        found = sheets.filter(slug=slug).first()
        if found:
            return found.serve(request)
    raise Http404
