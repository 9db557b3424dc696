"""The versions of a sheet, for those who may edit it: list, one version, comparison, restoring, naming."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView
from wagtail.models import Revision

from reseau.permissions import network_required
from reseau.web.queries.list_facets import query_value
from reseau.web.refusals import refusals_as_messages
from ressources.permissions import may_edit
from ressources.review.versions import services as versions
from ressources.review.versions.base_version import BaseVersion
from ressources.review.versions.comparison import compare_contents
from ressources.review.versions.history import summarise_versions, versions_of
from ressources.review.versions.models import MAX_NAME
from ressources.sheets.models.sheet import Sheet
from ressources.sheets.revision import contents_of_revisions
from ressources.sheets.services.errors import SheetChangedError
from ressources.sheets.views import body_context, sheet_for

SHOWN = 20
CHANGED = "Quelqu’un a enregistré une autre version entre-temps. Regardez-la avant de décider."
# Number of versions offered for a comparison.
CHOSEN_FROM = 100


def version_of(sheet: Sheet, key: str | int) -> Revision:
    if not str(key).isdecimal() or len(str(key)) > 18:
        raise Http404
    return get_object_or_404(versions_of(sheet), pk=key)


@method_decorator(network_required, name="dispatch")
class VersionsView(TemplateView):
    template_name = "ressources/review/versions/versions.html"

    def get_context_data(self, pk: int, **kwargs) -> dict:
        sheet = sheet_for(self.request.user, pk, may_edit)
        every = list(versions_of(sheet).defer("content"))
        page = Paginator(every, SHOWN).get_page(query_value(self.request, "page"))
        return super().get_context_data(
            sheet=sheet,
            versions=summarise_versions(sheet, every, first=max(page.start_index() - 1, 0), count=SHOWN),
            choices=every[:CHOSEN_FROM] if len(every) > 1 else (),
            count=len(every),
            page_obj=page,
            **kwargs,
        )


@method_decorator(network_required, name="dispatch")
class VersionView(TemplateView):
    """One version as it looks, with its name, and the button that restores it."""

    template_name = "ressources/review/versions/version.html"

    def get_context_data(self, pk: int, revision: int, **kwargs) -> dict:
        sheet = sheet_for(self.request.user, pk, may_edit)
        version = version_of(sheet, revision)
        latest, content = sheet.latest_content, contents_of_revisions([version])[0]
        return super().get_context_data(
            page=sheet,
            version=version,
            base=BaseVersion.latest_of(sheet),
            is_latest=version.pk == sheet.latest_revision_id,
            is_same=content == latest,
            max_name=MAX_NAME,
            **body_context(content, sheet),
            **kwargs,
        )


@method_decorator(network_required, name="dispatch")
class CompareView(TemplateView):
    """What changed from the older of two versions to the other."""

    template_name = "ressources/review/versions/compare.html"

    def get_context_data(self, pk: int, **kwargs) -> dict:
        sheet = sheet_for(self.request.user, pk, may_edit)
        pair = {version_of(sheet, query_value(self.request, name)) for name in ("avant", "apres")}
        before, after = min(pair, key=_age), max(pair, key=_age)
        changes = compare_contents(*contents_of_revisions([before, after]))
        return super().get_context_data(sheet=sheet, before=before, after=after, changes=changes, **kwargs)


def _age(revision: Revision) -> tuple:
    return revision.created_at, revision.pk


@network_required
@require_POST
def restore(request: HttpRequest, pk: int, revision: int) -> HttpResponse:
    sheet = sheet_for(request.user, pk, may_edit)
    version, base = version_of(sheet, revision), BaseVersion.parse(request.POST.get("base", ""))
    with refusals_as_messages(request):
        try:
            versions.restore_version(page=sheet, by=request.user, revision=version, base=base)
        except SheetChangedError as change:
            raise ValidationError(CHANGED) from change
        messages.success(request, "Cette version est reprise : elle est la dernière. Les autres sont toujours là.")
    return redirect("ressources:versions", pk)


@network_required
@require_POST
def name(request: HttpRequest, pk: int, revision: int) -> HttpResponse:
    sheet = sheet_for(request.user, pk, may_edit)
    words = request.POST.get("name", "")
    versions.name_version(revision=version_of(sheet, revision), by=request.user, name=words)
    messages.success(request, "Le nom est enregistré." if words.strip() else "Cette version n’a plus de nom.")
    return redirect("ressources:versions", pk)
