"""Why the presences of a past half-day are written down after it."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.views.generic import FormView

from formation.proof.attendance.forms import LateReasonForm
from formation.proof.attendance.services.late_ticks import explain_late_ticks
from formation.proof.attendance.views.attendance import half_day_for
from formation.proof.permissions import may_take_attendance
from reseau.permissions import network_required
from reseau.web.refusals import refusals_in


@method_decorator(network_required, name="dispatch")
class LateReasonView(FormView):
    """One sentence, kept with each presence that is then ticked."""

    template_name = "formation/proof/attendance/attendance_late_reason.html"
    form_class = LateReasonForm

    def dispatch(self, request, *args, **kwargs):
        self.half_day = half_day_for(request.user, kwargs["pk"], kwargs["half_day"])
        may_write = may_take_attendance(request.user, self.half_day.session)
        if not may_write or self.half_day.is_closed or not self.half_day.is_past():
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_initial(self) -> dict:
        return {"reason": self.half_day.late_reason}

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(half_day=self.half_day, session=self.half_day.session, **kwargs)

    def form_valid(self, form):
        with refusals_in(form, "reason"):
            explain_late_ticks(half_day=self.half_day, reason=form.cleaned_data["reason"])
            messages.success(self.request, "La raison est gardée\u00a0: vous pouvez cocher les présences.")
            return redirect("formation:attendance", self.half_day.session_id, self.half_day.pk)
        return self.form_invalid(form)
