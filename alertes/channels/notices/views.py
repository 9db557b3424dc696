"""Pages of notices. Reading the list changes nothing; opening a notice, by a button, marks it as read."""

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST
from django.views.generic import ListView

from alertes.channels.mails.message import page_of
from alertes.channels.notices.groups import group_notices
from alertes.channels.notices.models import Notice
from reseau.permissions import network_required

PAGE_LENGTH = Notice._meta.get_field("page").max_length


@method_decorator(network_required, name="dispatch")
class NoticesView(ListView):
    template_name = "alertes/channels/notices/list.html"
    context_object_name = "notices"
    paginate_by = 20

    def get_queryset(self):
        return Notice.objects.visible_to(self.request.user).unread_first()

    def get_context_data(self, **kwargs) -> dict:
        context = super().get_context_data(**kwargs)
        groups = group_notices(context["notices"])
        unread = [group for group in groups if not group.latest.read_at]
        return context | {"unread_groups": unread, "read_groups": groups[len(unread) :]}


@require_POST
@network_required
def open_notice(request, pk: int):
    """Mark as read all that is about the object of the notice, which the page opened shows."""
    notices = Notice.objects.visible_to(request.user)
    notice = get_object_or_404(notices, pk=pk)
    notices.filter(Q(pk=pk) | Q(pk__in=notices.about_page(notice.page or page_of(notice.url)).values("pk"))).mark_read()
    return redirect(notice.url if url_has_allowed_host_and_scheme(notice.url, allowed_hosts=None) else "alertes:list")


@require_POST
@network_required
def see_page(request):
    """Mark as read what is about a page that the member has before them (static/js/seen-page.js)."""
    Notice.objects.visible_to(request.user).about_page(request.POST.get("page", "")[:PAGE_LENGTH]).mark_read()
    return HttpResponse(status=204)


@require_POST
@network_required
def read_all(request):
    Notice.objects.visible_to(request.user).mark_read()
    messages.success(request, "Toutes vos alertes sont lues.")
    return redirect("alertes:list")
