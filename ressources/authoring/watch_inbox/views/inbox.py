"""The inbox of the veille: what feeds brought, to keep with one line or to discard, and to undo."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.views.decorators.http import require_POST, require_safe
from django.views.generic import ListView

from forums.messages.drafts.answers import answer_draft
from reseau.web.queries.list_facets import query_value
from reseau.web.refusals import refusals_as_messages, refusals_in
from ressources.authoring.watch_inbox.forms import KeepForm
from ressources.authoring.watch_inbox.models import Feed, FeedItem
from ressources.authoring.watch_inbox.permissions import watcher_required
from ressources.authoring.watch_inbox.services import drafts, sorting

PAGE_SIZE = 10
# Name of the feed in the address, when one reads what a single one brought.
FEED = "flux"


@watcher_required
@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    return _inbox(request)


def _inbox(request: HttpRequest, *, refused: KeepForm | None = None, item: int | None = None) -> HttpResponse:
    """Render the items to sort; `refused`: the form of that `item`, with what was typed in it."""
    feed = _chosen_feed(request)
    items = FeedItem.objects.visible_to(request.user).to_sort().with_feeds()
    items = items.filter(feed=feed) if feed else items
    page = Paginator(items, PAGE_SIZE).get_page(request.GET.get("page"))
    kept = drafts.find_drafts(items=list(page), member=request.user)
    for each in page:
        each.draft = kept.get(each.pk)
        each.form = refused if refused and each.pk == item else KeepForm(item=each, draft=each.draft)
    is_shown = any(each.pk == item for each in page)
    context = {
        "page_obj": page,
        "total": page.paginator.count,
        "feed": feed,
        "undoable": sorting.last_sorted(by=request.user),
        # A colleague sorted it meanwhile: what was typed is said above the list.
        "gone": None if is_shown else refused,
    }
    return render(request, "ressources/authoring/watch_inbox/inbox.html", context, status=422 if refused else 200)


def _chosen_feed(request: HttpRequest) -> Feed | None:
    key = query_value(request, FEED)
    return Feed.objects.visible_to(request.user).filter(pk=key).first() if key.isdecimal() else None


def _back(request: HttpRequest) -> HttpResponse:
    """Return to the list where it was left: what was sorted is no longer in it."""
    query = request.GET.urlencode()
    return redirect(reverse("ressources:watch_inbox") + (f"?{query}" if query else "") + "#trier")


def _item(request: HttpRequest, pk: int) -> FeedItem:
    return get_object_or_404(FeedItem.objects.visible_to(request.user), pk=pk)


@watcher_required
@require_POST
def keep(request: HttpRequest, pk: int) -> HttpResponse:
    item = _item(request, pk)
    form = KeepForm(request.POST, item=item)
    if form.is_valid():
        with refusals_in(form, "why"):
            page = sorting.keep(item=item, by=request.user, why=form.cleaned_data["why"])
            words = format_html(
                "Publiée dans la veille\u00a0: «\u00a0{}\u00a0». <a href='{}'>La compléter</a>",
                page.title,
                reverse("ressources:edit", args=[page.pk]),
            )
            messages.success(request, words)
            return _back(request)
    return _inbox(request, refused=form, item=item.pk)


@watcher_required
@require_POST
def keep_draft(request: HttpRequest, pk: int) -> JsonResponse:
    """Keep the line while it is typed."""
    item, why = _item(request, pk), request.POST.get("why", "")
    return answer_draft(request, lambda seen: drafts.keep_draft(item=item, member=request.user, why=why, seen=seen))


@watcher_required
@require_POST
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    item = _item(request, pk)
    with refusals_as_messages(request):
        # « Annuler » gives back the line with the item.
        if why := request.POST.get("why", "").strip():
            drafts.keep_draft(item=item, member=request.user, why=why, seen=None)
        sorting.discard(item=item, by=request.user)
    return _back(request)


@watcher_required
@require_POST
def restore(request: HttpRequest, pk: int) -> HttpResponse:
    item = _item(request, pk)
    with refusals_as_messages(request):
        sorting.restore(item=item, by=request.user)
        messages.success(request, f"À trier de nouveau\u00a0: «\u00a0{item}\u00a0».")
    return _back(request)


@method_decorator(watcher_required, name="dispatch")
class DiscardedView(ListView):
    """What was set aside, by whom: it can be put back."""

    template_name = "ressources/authoring/watch_inbox/discarded.html"
    paginate_by = 20

    def get_queryset(self):
        return FeedItem.objects.visible_to(self.request.user).discarded().with_feeds()
