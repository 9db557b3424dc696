"""The pages where one notes that an equipment leaves or comes back, and its condition; the photo of a report."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views.decorators.http import require_safe

from qualite.lending.equipment.models import media_type_of
from qualite.lending.loans.forms import ConditionForm
from qualite.lending.loans.models.loan import Loan
from qualite.lending.loans.models.report import ConditionReport
from qualite.lending.loans.services.hand_over import record_departure, record_return
from qualite.lending.loans.views.loans import LoanFormView
from reseau.documents.files.serving import ServedFile, send
from reseau.permissions import network_required
from reseau.texts.elision import the_place
from reseau.web.refusals import refusals_in


@method_decorator(network_required, name="dispatch")
class DepartureView(LoanFormView):
    """Note that it leaves; straight from the place that has it, if one has. The form names that place."""

    template_name = "qualite/lending/loans/departure.html"
    form_class = ConditionForm

    @cached_property
    def holder(self) -> Loan | None:
        """The loan that is out, as the page named it when it was opened."""
        out = self.loan.equipment.loans.out().exclude(pk=self.loan.pk).select_related("epm").first()
        if self.request.method == "POST" and self.request.POST.get("straight_from", "") != str(out.pk if out else ""):
            return None
        return out

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(holder=self.holder, **kwargs)

    def form_valid(self, form: ConditionForm) -> HttpResponse:
        with refusals_in(form):
            loan = record_departure(loan=self.loan, seen=form.seen, by=self.request.user, straight_from=self.holder)
            words = f"C’est noté\u00a0: {the_place(loan.epm)} a le matériel jusqu’au {loan.span.last.words}."
            messages.success(self.request, words)
            return redirect(loan)
        return self.form_invalid(form)


@method_decorator(network_required, name="dispatch")
class ReturnView(LoanFormView):
    """Note that it is home again."""

    template_name = "qualite/lending/loans/return.html"
    form_class = ConditionForm

    def form_valid(self, form: ConditionForm) -> HttpResponse:
        with refusals_in(form):
            loan = record_return(loan=self.loan, seen=form.seen, by=self.request.user)
            messages.success(self.request, "C’est noté\u00a0: le matériel est rentré.")
            return redirect(loan)
        return self.form_invalid(form)


@network_required
@require_safe
def report_photo(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Serve the photo of a report to members of the network."""
    reports = ConditionReport.objects.filter(loan__in=Loan.objects.visible_to(request.user).order_by())
    report = get_object_or_404(reports.exclude(photo=""), pk=pk)
    name = f"etat-{report.pk}.{report.photo.name.rpartition('.')[2]}"
    return send(request, ServedFile(report.photo, name, media_type_of(report.photo), report.at, as_attachment=False))
