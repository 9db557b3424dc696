"""The works that a member may send to Wikimedia Commons, twenty at a time, and the package of each twenty."""

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views.decorators.http import require_safe
from django.views.generic import ListView

from patrimoine.commons.package import commons_package
from patrimoine.commons.selection import TERRITORY, why_it_stays, works_of_scope
from patrimoine.sites.permissions import allowed_place, may_withdraw, may_write
from patrimoine.works.models import HeritageWork
from reseau.permissions import network_required, watches_any_territory
from reseau.web.queries.list_facets import query_value

BATCH = 20


@method_decorator(network_required, name="dispatch")
class CommonsView(ListView):
    """The works of one's own places, of one's territory or of one place: which leave, which stay and why."""

    template_name = "patrimoine/commons/commons.html"
    context_object_name = "works"
    paginate_by = BATCH

    @cached_property
    def scope(self) -> dict[str, str]:
        return {"slug": self.kwargs.get("slug", ""), "of": query_value(self.request, "de")}

    def get_queryset(self) -> QuerySet[HeritageWork]:
        return works_of_scope(self.request.user, **self.scope)

    def get_context_data(self, **kwargs) -> dict:
        context = super().get_context_data(**kwargs)
        works = list(context["works"])
        for work in works:
            work.reason = why_it_stays(work)
            work.may_be_mended = may_write(self.request.user, work.place)
        slug = self.scope["slug"]
        return context | {
            "works": works,
            "leaving": sum(not work.reason for work in works),
            "place": allowed_place(self.request.user, slug, may_withdraw) if slug else None,
            "is_territory": self.scope["of"] == TERRITORY,
            "watches": watches_any_territory(self.request.user),
        }


@network_required
@require_safe
def commons_zip(request: HttpRequest, slug: str = "") -> FileResponse:
    """The package of the works that a page of the list shows. What was withdrawn meanwhile is not in it."""
    works = works_of_scope(request.user, slug=slug, of=query_value(request, "de"))
    page = Paginator(works, BATCH).get_page(query_value(request, "page"))
    name = f"commons-{slug or 'patrimoine'}-{timezone.localdate().isoformat()}-{page.number}.zip"
    return FileResponse(commons_package(page), as_attachment=True, filename=name, content_type="application/zip")
