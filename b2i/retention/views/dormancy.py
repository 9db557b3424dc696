"""Records without news, for the animators of their EPM: who, until when, and the button that keeps them."""

import datetime

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST
from django.views.generic import ListView

from b2i.learners.models.learner import Learner
from b2i.learners.views.cards import followed_learner
from b2i.permissions import follower_required
from b2i.retention import dormancy
from b2i.retention.dormancy import NOTICE_DAYS
from b2i.retention.services.retention import note_contact
from reseau.elision import of


@method_decorator(follower_required, name="dispatch")
class DormantView(ListView):
    template_name = "b2i/retention/dormant.html"
    context_object_name = "learners"
    paginate_by = 20

    def get_queryset(self):
        told = Learner.objects.visible_to(self.request.user).filter(dormancy_notice__isnull=False)
        return dormancy.dormant(told).select_related("member", "epm", "dormancy_notice").order_by("last_contact")

    def get_context_data(self, **kwargs) -> dict:
        context = super().get_context_data(**kwargs)
        for learner in context["learners"]:
            learner.kept_until = learner.dormancy_notice.told_on + datetime.timedelta(days=NOTICE_DAYS)
        return context


dormant = DormantView.as_view()


@follower_required
@require_POST
def contact(request, pk: int):
    learner = followed_learner(request, pk)
    note_contact(learner=learner, noted_by=request.user)
    messages.success(request, f"C’est noté\u00a0: le livret {of(learner)} est gardé deux ans de plus.")
    return redirect("b2i:dormant")
