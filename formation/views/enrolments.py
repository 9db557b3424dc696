"""What an animator does with her own training: enrol, leave, look back."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, redirect
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST
from django.views.generic import ListView

from formation.models import Attendance, Enrolment, Session
from formation.record import training_time
from formation.services import enrol, leave
from reseau.permissions import network_required


@network_required
@require_POST
def enrol_me(request, pk: int):
    session = get_object_or_404(Session.objects.visible_to(request.user), pk=pk)
    try:
        enrolment = enrol(session=session, member=request.user)
    except ValidationError as refusal:
        messages.warning(request, refusal.message)
        return redirect(session)
    if enrolment.is_confirmed:
        messages.success(request, "Vous êtes inscrit\u00a0: votre place est gardée.")
    else:
        rank = Enrolment.objects.with_rank().get(pk=enrolment.pk).rank_words
        text = f"Cette session est complète\u00a0: {rank}. Une alerte vous dira si une place se libère."
        messages.success(request, text)
    return redirect(session)


@network_required
@require_POST
def leave_session(request, pk: int):
    session = get_object_or_404(Session.objects.visible_to(request.user), pk=pk)
    try:
        leave(session=session, member=request.user)
    except ValidationError as refusal:
        messages.warning(request, refusal.message)
    else:
        messages.success(request, "Vous n’êtes plus inscrit à cette session. Merci d’avoir libéré la place.")
    return redirect(session)


@method_decorator(network_required, name="dispatch")
class MyTrainingView(ListView):
    """To come first, then what was followed, 20 a page, with the hours that attendance proves."""

    template_name = "formation/mine.html"
    context_object_name = "followed"
    paginate_by = 20

    def get_queryset(self):
        present = Attendance.objects.present().select_related("half_day")
        return (
            Enrolment.objects.of(self.request.user)
            .over()
            .prefetch_related(Prefetch("attendances", present, to_attr="presences"))
        )

    def get_context_data(self, **kwargs) -> dict:
        coming = Enrolment.objects.of(self.request.user).coming().with_rank()
        return super().get_context_data(coming=coming, time=training_time(self.request.user), **kwargs)
