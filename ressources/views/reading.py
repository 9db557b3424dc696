"""Reading the library: open to all, each sees the sheets of her audience."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from ressources.models import LibraryPage, WorkshopPage


@login_not_required
@require_safe
def library(request):
    return get_object_or_404(LibraryPage.objects.live()).serve(request)


@login_not_required
@require_safe
def sheet(request, slug: str):
    sheets = WorkshopPage.objects.live()
    return get_object_or_404(sheets.with_record().with_upkeep().with_sources().with_files(), slug=slug).serve(request)
