"""Tags, for the coordination: near tags, all tags with their sheets, merging, freeing a word."""

from collections.abc import Iterable

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView

from reseau.permissions import coordinator_required
from reseau.texts.accent_folding import fold
from reseau.texts.tags.models import Tag, TagAlias
from reseau.web.queries.list_facets import query_value
from reseau.web.refusals import refusals_as_messages
from ressources.library import services as library
from ressources.library.near_tags import near_tags, preview_merge
from ressources.sheets.models.tag import tags_with_counts

PAGE_SIZE = 60
# Groups of near tags shown at once; a search shows those of one word.
NEAR_SHOWN = 12
CHOOSE_TWO = "Choisissez au moins deux mots-clés à fusionner."


def chosen_keys(values: Iterable[str]) -> set[int]:
    return {int(value) for value in values if value.isdecimal() and len(value) < 10}


@method_decorator(coordinator_required, name="dispatch")
class TagsView(TemplateView):
    """All tags. Ticked tags stay ticked, and shown, during a search."""

    template_name = "ressources/library/tags.html"

    def get_context_data(self, **kwargs) -> dict:
        ticked_keys, words = chosen_keys(self.request.GET.getlist("mot")), fold(query_value(self.request, "q"))
        tags = sorted(tags_with_counts(), key=lambda tag: (tag.pk not in ticked_keys, fold(tag.name)))
        listed_tags = [tag for tag in tags if tag.pk in ticked_keys or words in fold(tag.name)]
        near = [group for group in near_tags(tags) if any(words in fold(tag.name) for tag in group.tags)]
        return super().get_context_data(
            near=near[:NEAR_SHOWN],
            more_near=len(near[NEAR_SHOWN:]),
            page_obj=Paginator(listed_tags, PAGE_SIZE).get_page(self.request.GET.get("page")),
            ticked=ticked_keys,
            q=query_value(self.request, "q"),
            total=len(tags),
            aliases=TagAlias.objects.select_related("tag", "merged_by"),
            **kwargs,
        )


@method_decorator(coordinator_required, name="dispatch")
class MergeTagsView(View):
    """Preview of a merge, then the merge."""

    def get(self, request: HttpRequest) -> HttpResponse:
        tags = list(tags_with_counts().filter(pk__in=chosen_keys(request.GET.getlist("mot"))))
        if len(tags) < 2:
            messages.error(request, CHOOSE_TWO)
            return redirect("ressources:tags")
        return render(request, "ressources/library/merge_tags.html", {"preview": preview_merge(tags)})

    def post(self, request: HttpRequest) -> HttpResponse:
        keys = chosen_keys(request.POST.getlist("mot"))
        target = Tag.objects.filter(pk__in=keys & chosen_keys([request.POST.get("garder", "")])).first()
        if target is None or len(keys) < 2:
            messages.error(request, CHOOSE_TWO)
            return redirect("ressources:tags")
        with refusals_as_messages(request):
            count = library.merge_tags(target=target, merged_keys=keys, by=request.user)
            plural = "s" if count > 1 else ""
            messages.success(
                request,
                f"C’est fait\u00a0: «\u00a0{target}\u00a0» est gardé, {count} fiche{plural} en ligne modifiée{plural}.",
            )
        return redirect("ressources:tags")


@coordinator_required
@require_POST
def free_word(request: HttpRequest, pk: int) -> HttpResponse:
    alias = get_object_or_404(TagAlias.objects.select_related("tag"), pk=pk)
    library.free_word(alias=alias, by=request.user)
    messages.success(request, f"«\u00a0{alias}\u00a0» peut de nouveau être un mot-clé.")
    return redirect("ressources:tags")
