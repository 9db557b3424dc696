"""The paper sheet: print it, upload its signed scan, read it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST, require_safe
from django.views.generic import FormView

from formation.proof.attendance.forms import SignedSheetForm
from formation.proof.attendance.models.signed_sheet import SignedSheet
from formation.proof.attendance.paper import attendance_paper
from formation.proof.attendance.services.signed_sheets import remove_signed_sheet, upload_signed_sheet
from formation.proof.attendance.views.attendance import half_day_for
from formation.proof.permissions import may_take_attendance
from formation.sessions.models.session import Session
from reseau.documents.files.serving import ServedFile, send
from reseau.documents.papers.responses import paper_response
from reseau.permissions import network_required
from reseau.web.refusals import refusals_as_messages, refusals_in


@method_decorator(network_required, name="dispatch")
class PaperView(FormView):
    """Print the sheet, then upload the signed one."""

    template_name = "formation/proof/attendance/attendance_paper.html"
    form_class = SignedSheetForm

    def dispatch(self, request, *args, **kwargs):
        self.half_day = half_day_for(request.user, kwargs["pk"], kwargs["half_day"])
        if not may_take_attendance(request.user, self.half_day.session):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_form(self, form_class=None) -> SignedSheetForm:
        form = super().get_form(form_class)
        if self.half_day.session.half_days.count() == 1:
            del form.fields["whole_session"]
        return form

    def get_context_data(self, **kwargs) -> dict:
        sheets = SignedSheet.objects.visible_to(self.request.user).of(self.half_day).select_related("added_by")
        context = {"half_day": self.half_day, "session": self.half_day.session, "sheets": sheets}
        return super().get_context_data(**context, **kwargs)

    def form_valid(self, form):
        is_whole = form.cleaned_data.get("whole_session", False)
        with refusals_in(form, "file"):
            upload_signed_sheet(
                session=self.half_day.session,
                half_day=None if is_whole else self.half_day,
                file=form.cleaned_data["file"],
                by=self.request.user,
            )
            messages.success(self.request, "La feuille signée est gardée.")
            return redirect("formation:attendance_paper", self.half_day.session_id, self.half_day.pk)
        return self.form_invalid(form)


@network_required
@require_safe
def half_day_pdf(request: HttpRequest, pk: int, half_day: int) -> HttpResponse:
    """The sheet of one half-day as a PDF, in its current state."""
    half_day = half_day_for(request.user, pk, half_day)
    return paper_response(
        request, attendance_paper(half_day.session, [half_day]), name=f"emargement-{half_day.date}.pdf"
    )


@network_required
@require_safe
def session_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The sheets of the whole session as a PDF, at least one page for each half-day."""
    sessions = Session.objects.announced().select_related("training", "epm__commune", "commune")
    session = get_object_or_404(sessions, pk=pk)
    if not may_take_attendance(request.user, session):
        raise Http404
    half_days = list(session.half_days.select_related("closed_by"))
    for half_day in half_days:
        half_day.session = session
    return paper_response(request, attendance_paper(session, half_days), name=f"emargement-session-{pk}.pdf")


@network_required
@require_safe
def signed_sheet(request: HttpRequest, pk: int, sheet: int) -> HttpResponseBase:
    """The scan, for those who take attendance in the session."""
    sheet = get_object_or_404(SignedSheet.objects.visible_to(request.user), pk=sheet, session=pk)
    return send(request, ServedFile(sheet.file, sheet.file_name, sheet.media_type, sheet.added))


@network_required
@require_POST
def drop_signed_sheet(request: HttpRequest, pk: int, half_day: int) -> HttpResponse:
    half_day = half_day_for(request.user, pk, half_day)
    sheets = SignedSheet.objects.visible_to(request.user).of(half_day)
    key = request.POST.get("sheet", "")
    if not key.isdecimal() or len(key) > 18:
        raise Http404
    sheet = get_object_or_404(sheets, pk=key)
    with refusals_as_messages(request):
        remove_signed_sheet(sheet=sheet)
        messages.success(request, "La feuille est retirée.")
    return redirect("formation:attendance_paper", pk, half_day.pk)
