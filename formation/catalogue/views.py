"""The public catalogue at its fixed URLs, served by Wagtail's pages, found by one query each."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.views.decorators.http import require_safe

from formation.catalogue.models.catalogue import CataloguePage
from formation.catalogue.models.training import TrainingPage
from reseau.compiled_queries.compiled_query import CompiledQuery

CATALOGUES = CompiledQuery(CataloguePage.objects.live)
TRAININGS = CompiledQuery(lambda reader, slug: TrainingPage.objects.visible_to(reader).filter(slug=slug))


@login_not_required
@require_safe
def catalogue(request):
    page = CATALOGUES.row()
    if page is None:
        raise Http404
    return page.serve(request)


@login_not_required
@require_safe
def training(request, slug: str):
    page = TRAININGS.row(reader=request.user, slug=slug)
    if page is None:
        raise Http404
    page.is_published = True
    return page.serve(request)
