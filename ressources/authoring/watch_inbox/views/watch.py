"""The page of the veille: what the network read elsewhere and keeps; a member may follow it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST
from django.views.generic import ListView

from alertes.choices.subscriptions.followers import follows
from alertes.choices.subscriptions.services import follow, unfollow
from reseau.permissions import is_network_member, network_required
from ressources.authoring.watch_inbox.models import FeedItem
from ressources.authoring.watch_inbox.notices import WATCH_SUBJECT
from ressources.authoring.watch_inbox.permissions import may_keep_watch
from ressources.sheets.models.watch import WatchPage


@method_decorator(login_not_required, name="dispatch")
class WatchView(ListView):
    """The published veilles, the latest first, each with the reason why it counts."""

    template_name = "ressources/authoring/watch_inbox/watch.html"
    context_object_name = "pages"
    paginate_by = 20

    def get_queryset(self):
        pages = WatchPage.objects.visible_to(self.request.user).in_use().select_related("epm")
        return pages.order_by("-first_published_at", "-pk")

    def get_context_data(self, **kwargs) -> dict:
        context, user = super().get_context_data(**kwargs), self.request.user
        if is_network_member(user):
            context["is_followed"] = follows(user, WATCH_SUBJECT)
        if may_keep_watch(user):
            context["to_sort"] = FeedItem.objects.visible_to(user).to_sort().count()
        return context


@network_required
@require_POST
def follow_watch(request: HttpRequest) -> HttpResponse:
    if request.POST.get("suivre") == "oui":
        follow(member=request.user, subject=WATCH_SUBJECT)
        messages.success(request, "Vous suivez la veille\u00a0: ce qui y paraît vous arrive dans le résumé.")
    else:
        unfollow(member=request.user, subject=WATCH_SUBJECT)
        messages.success(request, "Vous ne suivez plus la veille.")
    return redirect("ressources:watch")
