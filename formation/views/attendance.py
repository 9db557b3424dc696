"""The attendance sheet of a half-day: who was there, then closed for good."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.utils.decorators import method_decorator
from django.views.generic import FormView

from formation.forms import AttendanceForm
from formation.models import HalfDay
from formation.services import close_attendance
from reseau.permissions import coordinator_required


@method_decorator(coordinator_required, name="dispatch")
class AttendanceView(FormView):
    template_name = "formation/attendance.html"
    form_class = AttendanceForm

    def dispatch(self, request, *args, **kwargs):
        half_days = HalfDay.objects.announced().select_related(
            "session__training", "session__epm__commune", "session__commune", "closed_by"
        )
        self.half_day = get_object_or_404(half_days, pk=kwargs["half_day"], session=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict:
        return super().get_form_kwargs() | {"half_day": self.half_day}

    def get_context_data(self, **kwargs) -> dict:
        context = {"half_day": self.half_day, "session": self.half_day.session}
        if self.half_day.is_closed:
            attendances = self.half_day.attendances.select_related("enrolment__member")
            context["attendances"] = attendances.order_by("enrolment__member__search_name")
        return super().get_context_data(**context, **kwargs)

    def form_valid(self, form):
        try:
            close_attendance(half_day=self.half_day, presences=form.present, by=self.request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal)
            return self.form_invalid(form)
        present = len(form.present)
        people = f"{present}\u00a0présent{'s' if present > 1 else ''}" if present else "personne n’était là"
        messages.success(self.request, f"L’émargement est clos\u00a0: {people}.")
        return redirect("formation:attendance", self.half_day.session_id, self.half_day.pk)
