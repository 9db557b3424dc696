"""Pages of notices. Reading the list changes nothing; opening a notice, by a button, marks it as read."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST
from django.views.generic import ListView

from alertes.notices.models import Notice
from reseau.permissions import network_required


@method_decorator(network_required, name="dispatch")
class NoticesView(ListView):
    template_name = "alertes/notices/list.html"
    context_object_name = "notices"
    paginate_by = 20

    def get_queryset(self):
        return Notice.objects.visible_to(self.request.user).unread_first()


@require_POST
@network_required
def open_notice(request, pk: int):
    notices = Notice.objects.visible_to(request.user).filter(pk=pk)
    notice = get_object_or_404(notices)
    notices.mark_read()
    return redirect(notice.url if url_has_allowed_host_and_scheme(notice.url, allowed_hosts=None) else "alertes:list")


@require_POST
@network_required
def read_all(request):
    Notice.objects.visible_to(request.user).mark_read()
    messages.success(request, "Toutes vos alertes sont lues.")
    return redirect("alertes:list")
