"""The public catalogue at its fixed URLs, served by Wagtail's pages, found by one query each."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from formation.catalogue.models.catalogue import CataloguePage
from formation.catalogue.models.training import TrainingPage


@login_not_required
@require_safe
def catalogue(request):
    return get_object_or_404(CataloguePage.objects.live()).serve(request)


@login_not_required
@require_safe
def training(request, slug: str):
    return get_object_or_404(TrainingPage.objects.visible_to(request.user), slug=slug).serve(request)
