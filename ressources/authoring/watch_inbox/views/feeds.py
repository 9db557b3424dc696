"""The feeds that are followed: how each is doing, one more, one less."""

from django.contrib import messages
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST
from django.views.generic import ListView
from django.views.generic.edit import FormMixin

from reseau.texts.french_order import Folded
from reseau.web.refusals import refusals_in
from ressources.authoring.enums import ItemState
from ressources.authoring.watch_inbox.forms import FeedForm
from ressources.authoring.watch_inbox.models import TERM, Feed
from ressources.authoring.watch_inbox.permissions import may_remove_feed, watcher_required
from ressources.authoring.watch_inbox.services import feeds

LIST = "ressources:watch_feeds"


@method_decorator(watcher_required, name="dispatch")
class FeedsView(FormMixin, ListView):
    """The feeds and what waits from each, and the form that adds one."""

    template_name = "ressources/authoring/watch_inbox/feeds.html"
    context_object_name = "feeds"
    form_class = FeedForm
    paginate_by = 25

    def get_queryset(self):
        waiting = Q(items__state=ItemState.TO_SORT, items__found__gt=timezone.now() - TERM)
        shown = Feed.objects.visible_to(self.request.user).select_related("added_by")
        counted = shown.annotate(to_sort=Count("items", filter=waiting))
        return counted.order_by("-failures", Folded("title"), "address", "pk")

    def get_context_data(self, **kwargs) -> dict:
        context = super().get_context_data(**kwargs)
        for feed in context["feeds"]:
            feed.may_remove = may_remove_feed(self.request.user, feed)
        return context

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        form = self.get_form()
        if form.is_valid():
            with refusals_in(form, "address"):
                feeds.add_feed(address=form.cleaned_data["address"], by=request.user)
                messages.success(request, "Le flux est ajouté\u00a0: ses pages arrivent dans quelques minutes.")
                return redirect(LIST)
        self.object_list = self.get_queryset()
        return self.render_to_response(self.get_context_data(form=form), status=422)


def _feed(request: HttpRequest, pk: int) -> Feed:
    return get_object_or_404(Feed.objects.visible_to(request.user), pk=pk)


@watcher_required
@require_POST
def read_again(request: HttpRequest, pk: int) -> HttpResponse:
    feed = _feed(request, pk)
    feeds.read_again(feed=feed)
    messages.success(request, f"Le flux «\u00a0{feed}\u00a0» est relu dans quelques minutes.")
    return redirect(LIST)


@watcher_required
@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    feed = _feed(request, pk)
    if not may_remove_feed(request.user, feed):
        raise Http404
    feeds.remove_feed(feed=feed)
    messages.success(request, f"Le flux «\u00a0{feed}\u00a0» n’est plus suivi. Ce qui en a été publié reste.")
    return redirect(LIST)
