"""The attendance sheet of a half-day: filled as people come, signed and closed, then corrected in a journal."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST
from django.views.generic import FormView

from formation.attendance.forms import AttendanceForm, CorrectionForm
from formation.attendance.models.signed_sheet import SignedSheet
from formation.attendance.rows import count_in_words, lines_of
from formation.attendance.services.attendance import note_presence
from formation.attendance.services.corrections import correct_attendance
from formation.attendance.services.late_arrivals import add_late
from formation.enrolment.models.enrolment import Enrolment
from formation.enums import Means
from formation.permissions import may_correct_attendance, may_take_attendance
from formation.sessions.models.half_day import HalfDay
from reseau.facets import query_value
from reseau.members.models.member import Member
from reseau.permissions import network_required

FOUND = 8


def half_day_for(user, pk: int, half_day: int) -> HalfDay:
    """The half-day of that session, for who may take its attendance, or may correct it; 404 for anybody else."""
    half_days = HalfDay.objects.announced().select_related(
        "session__training", "session__epm__commune", "session__commune", "closed_by"
    )
    found = get_object_or_404(half_days, pk=half_day, session=pk)
    if not (may_take_attendance(user, found.session) or may_correct_attendance(user, found)):
        raise Http404
    return found


@method_decorator(network_required, name="dispatch")
class AttendanceView(FormView):
    """« Enregistrer » keeps what is ticked, « Clore » signs as well. Scripts send the same line by line."""

    form_class = AttendanceForm

    def dispatch(self, request, *args, **kwargs):
        self.half_day = half_day_for(request.user, kwargs["pk"], kwargs["half_day"])
        self.lines = lines_of(self.half_day)
        return super().dispatch(request, *args, **kwargs)

    def get_template_names(self) -> list[str]:
        return [
            "formation/attendance/attendance_closed.html"
            if self.half_day.is_closed
            else "formation/attendance/attendance.html"
        ]

    def get_form_kwargs(self) -> dict:
        closing = "close" in self.request.POST
        return super().get_form_kwargs() | {"half_day": self.half_day, "lines": self.lines, "closing": closing}

    def get_initial(self) -> dict:
        return {"from_paper": "papier" in self.request.GET}

    def get_context_data(self, **kwargs) -> dict:
        context = {
            "half_day": self.half_day,
            "session": self.half_day.session,
            "lines": self.lines,
            "count": count_in_words(self.lines),
            "sheets": SignedSheet.objects.visible_to(self.request.user).of(self.half_day).select_related("added_by"),
            "may_correct": may_correct_attendance(self.request.user, self.half_day),
            "q": "",
        }
        return super().get_context_data(**context | self._found(), **kwargs)

    def _found(self) -> dict:
        """Members whose name was looked for, to be added on the spot."""
        words = query_value(self.request, "q")[:100]
        if not words or self.half_day.is_closed:
            return {}
        listed = [line.enrolment.member_id for line in self.lines]
        members = Member.objects.visible_to(self.request.user).matching(words).exclude(pk__in=listed)
        return {"q": words, "found": members.with_live_positions()[:FOUND]}

    def form_valid(self, form):
        if not form.save(by=self.request.user):
            return self.form_invalid(form)
        lines = lines_of(self.half_day)
        if form.closing:
            people = count_in_words(lines) if any(line.is_present for line in lines) else "personne n’était là"
            messages.success(self.request, f"L’émargement est clos\u00a0: {people}.")
        else:
            messages.success(self.request, f"C’est enregistré\u00a0: {count_in_words(lines)}.")
        return redirect("formation:attendance", self.half_day.session_id, self.half_day.pk)


@network_required
@require_POST
def add_late_arrival(request: HttpRequest, pk: int, half_day: int) -> HttpResponse:
    """Gives a place to the member whose button was pressed, and notes her present."""
    half_day = half_day_for(request.user, pk, half_day)
    key = request.POST.get("member", "")
    if not key.isdecimal() or len(key) > 9:
        raise Http404
    member = get_object_or_404(Member.objects.visible_to(request.user), pk=key)
    try:
        enrolment = add_late(half_day=half_day, member=member, by=request.user)
        note_presence(half_day=half_day, enrolment=enrolment, by=request.user, how=Means.TICKED)
    except ValidationError as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, f"{member}\u00a0: nom ajouté à la feuille, présence notée.")
    return redirect("formation:attendance", pk, half_day.pk)


@method_decorator(network_required, name="dispatch")
class CorrectionView(FormView):
    """Changes one line of a closed sheet, with the reason that its journal keeps."""

    template_name = "formation/attendance/attendance_correction.html"
    form_class = CorrectionForm

    def dispatch(self, request, *args, **kwargs):
        self.half_day = half_day_for(request.user, kwargs["pk"], kwargs["half_day"])
        if not may_correct_attendance(request.user, self.half_day):
            raise Http404
        people = Enrolment.objects.select_related("member").filter(session=kwargs["pk"])
        self.enrolment = get_object_or_404(people, pk=kwargs["enrolment"])
        self.line = next((line for line in lines_of(self.half_day) if line.enrolment == self.enrolment), None)
        if self.line is None:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_initial(self) -> dict:
        return {"is_present": "non" if self.line.is_present else "oui"}

    def get_context_data(self, **kwargs) -> dict:
        context = {"half_day": self.half_day, "session": self.half_day.session, "line": self.line}
        return super().get_context_data(**context, **kwargs)

    def form_valid(self, form):
        try:
            correct_attendance(
                half_day=self.half_day, enrolment=self.enrolment, by=self.request.user, **form.cleaned_data
            )
        except ValidationError as refusal:
            form.add_error(None, refusal)
            return self.form_invalid(form)
        messages.success(self.request, "La feuille est corrigée. La correction est dans son journal.")
        return redirect("formation:attendance", self.half_day.session_id, self.half_day.pk)
