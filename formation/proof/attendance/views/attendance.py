"""Pages of an attendance sheet: recording, signing and closing, late arrivals, corrections."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST
from django.views.generic import FormView

from formation.proof.attendance.attendance_rows import attendance_rows, count_in_words
from formation.proof.attendance.enums import Means
from formation.proof.attendance.forms import AttendanceForm, CorrectionForm
from formation.proof.attendance.models.signed_sheet import SignedSheet
from formation.proof.attendance.services.attendance import note_presence
from formation.proof.attendance.services.corrections import correct_attendance
from formation.proof.attendance.services.late_arrivals import enrol_late_arrival
from formation.proof.attendance.services.late_ticks import late_proof
from formation.proof.attendance.services.offline_attendance import write_entries
from formation.proof.permissions import may_correct_attendance, may_take_attendance
from formation.sessions.enrolment.models.enrolment import Enrolment
from formation.sessions.models.half_day import HalfDay
from reseau.people.members.models.member import Member
from reseau.permissions import network_required
from reseau.web.offline_entries import answer_entries
from reseau.web.queries.list_facets import query_value
from reseau.web.refusals import refusals_as_messages, refusals_in

FOUND = 8


def half_day_for(user, pk: int, half_day_pk: int) -> HalfDay:
    """Return the half-day, if `user` may take or correct its attendance. Raises Http404 otherwise."""
    half_days = HalfDay.objects.announced().select_related(
        "session__training", "session__epm__commune", "session__commune", "closed_by"
    )
    half_day = get_object_or_404(half_days, pk=half_day_pk, session=pk)
    if not (may_take_attendance(user, half_day.session) or may_correct_attendance(user, half_day)):
        raise Http404
    return half_day


@method_decorator(network_required, name="dispatch")
class AttendanceView(FormView):
    """« Enregistrer » records the ticked boxes, « Clore » signs as well. Scripts send the same row by row."""

    form_class = AttendanceForm

    def dispatch(self, request, *args, **kwargs):
        self.half_day = half_day_for(request.user, kwargs["pk"], kwargs["half_day"])
        self.rows = attendance_rows(self.half_day)
        return super().dispatch(request, *args, **kwargs)

    def get_template_names(self) -> list[str]:
        return [
            "formation/proof/attendance/attendance_closed.html"
            if self.half_day.is_closed
            else "formation/proof/attendance/attendance.html"
        ]

    def get_form_kwargs(self) -> dict:
        closing = "close" in self.request.POST
        return super().get_form_kwargs() | {"half_day": self.half_day, "rows": self.rows, "closing": closing}

    def get_initial(self) -> dict:
        return {"from_paper": "papier" in self.request.GET}

    def get_context_data(self, **kwargs) -> dict:
        sheets = SignedSheet.objects.visible_to(self.request.user).of(self.half_day).select_related("added_by")
        sheets = list(sheets)
        context = {
            "half_day": self.half_day,
            "session": self.half_day.session,
            "rows": self.rows,
            "count": count_in_words(self.rows),
            "sheets": sheets,
            "proof": late_proof(half_day=self.half_day, sheets=sheets) if self.half_day.is_past() else None,
            "may_correct": may_correct_attendance(self.request.user, self.half_day),
            "q": "",
        }
        return super().get_context_data(**context | self._late_arrival_search(), **kwargs)

    def _late_arrival_search(self) -> dict:
        """Members who match the search for a late arrival."""
        words = query_value(self.request, "q")[:100]
        if not words or self.half_day.is_closed:
            return {}
        listed_pks = [row.enrolment.member_id for row in self.rows]
        members = Member.objects.visible_to(self.request.user).matching(words).exclude(pk__in=listed_pks)
        return {"q": words, "found": members.with_live_positions()[:FOUND]}

    def form_valid(self, form):
        if not form.save(by=self.request.user):
            return self.form_invalid(form)
        rows = attendance_rows(self.half_day)
        if form.closing:
            people = count_in_words(rows) if any(row.is_present for row in rows) else "personne n’était là"
            messages.success(self.request, f"L’émargement est clos\u00a0: {people}.")
        else:
            messages.success(self.request, f"C’est enregistré\u00a0: {count_in_words(rows)}.")
        return redirect("formation:attendance", self.half_day.session_id, self.half_day.pk)


@network_required
@require_POST
def add_late_arrival(request: HttpRequest, pk: int, half_day: int) -> HttpResponse:
    """Give a place to the chosen member and mark them as present."""
    half_day = half_day_for(request.user, pk, half_day)
    key = request.POST.get("member", "")
    if not key.isdecimal() or len(key) > 9:
        raise Http404
    member = get_object_or_404(Member.objects.visible_to(request.user), pk=key)
    with refusals_as_messages(request), transaction.atomic():
        enrolment = enrol_late_arrival(half_day=half_day, member=member, by=request.user)
        note_presence(half_day=half_day, enrolment=enrolment, by=request.user, how=Means.TICKED)
        messages.success(request, f"{member}\u00a0: nom ajouté à la feuille, présence notée.")
    return redirect("formation:attendance", pk, half_day.pk)


@method_decorator(network_required, name="dispatch")
class CorrectionView(FormView):
    """Change one row of a closed sheet, with the reason kept in the journal."""

    template_name = "formation/proof/attendance/attendance_correction.html"
    form_class = CorrectionForm

    def dispatch(self, request, *args, **kwargs):
        self.half_day = half_day_for(request.user, kwargs["pk"], kwargs["half_day"])
        if not may_correct_attendance(request.user, self.half_day):
            raise Http404
        people = Enrolment.objects.select_related("member").filter(session=kwargs["pk"])
        self.enrolment = get_object_or_404(people, pk=kwargs["enrolment"])
        self.row = next((row for row in attendance_rows(self.half_day) if row.enrolment == self.enrolment), None)
        if self.row is None:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_initial(self) -> dict:
        return {"is_present": "non" if self.row.is_present else "oui"}

    def get_context_data(self, **kwargs) -> dict:
        context = {"half_day": self.half_day, "session": self.half_day.session, "row": self.row}
        return super().get_context_data(**context, **kwargs)

    def form_valid(self, form):
        with refusals_in(form):
            correct_attendance(
                half_day=self.half_day, enrolment=self.enrolment, by=self.request.user, **form.cleaned_data
            )
            messages.success(self.request, "La feuille est corrigée. La correction est dans son journal.")
            return redirect("formation:attendance", self.half_day.session_id, self.half_day.pk)
        return self.form_invalid(form)


@network_required
@require_POST
def attendance_entries(request: HttpRequest, pk: int, half_day: int) -> HttpResponse:
    """Write offline entries, and answer with the outcome of each."""
    half_day = half_day_for(request.user, pk, half_day)
    return answer_entries(
        request, lambda raw_entries: write_entries(half_day=half_day, raw_entries=raw_entries, by=request.user)
    )
