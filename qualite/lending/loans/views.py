"""Loans of one's places, and the pages where one notes that an equipment leaves or comes back."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views.decorators.http import require_safe
from django.views.generic import DetailView, FormView, ListView

from qualite.lending.equipment.models import media_type_of
from qualite.lending.loans.forms import ConditionForm, LoanCancelForm, LoanChangeForm
from qualite.lending.loans.models.loan import Loan
from qualite.lending.loans.models.report import ConditionReport
from qualite.lending.loans.permissions import may_follow
from qualite.lending.loans.services.hand_over import record_departure, record_return
from reseau.documents.files.serving import ServedFile, send
from reseau.permissions import network_required
from reseau.texts.elision import the_place
from reseau.web.refusals import refusals_in


# The loans of one's places; one loan on one page; its period is changed, it is cancelled.
def followed_loan(request: HttpRequest, pk: int) -> Loan:
    """Return a loan that the user follows, for one of its two places. Raises Http404 otherwise."""
    loan = get_object_or_404(Loan.objects.visible_to(request.user).with_places(), pk=pk)
    if not may_follow(request.user, loan):
        raise Http404
    return loan


@method_decorator(network_required, name="dispatch")
class OwnLoansView(ListView):
    """What one's places borrow and lend: overdue first, then what comes."""

    template_name = "qualite/lending/loans/loans.html"
    context_object_name = "loans"
    paginate_by = 20

    def get_queryset(self) -> QuerySet[Loan]:
        loans = Loan.objects.visible_to(self.request.user).of_places(self.request.user.epm_ids)
        return loans.open().with_places().order_by("end", "-end_part", "pk")

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(own_places=self.request.user.epm_ids, **kwargs)


@method_decorator(network_required, name="dispatch")
class LoanView(DetailView):
    """Who has what and until when, its condition at both ends, the next gesture of whoever reads."""

    template_name = "qualite/lending/loans/loan.html"
    context_object_name = "loan"

    def get_object(self) -> Loan:
        loans = Loan.objects.visible_to(self.request.user).with_places()
        joined = loans.select_related("came_from__epm", "passed_to__epm", "booked_by")
        return get_object_or_404(joined, pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(
            reports=self.object.reports.select_related("noted_by"),
            passed_to=getattr(self.object, "passed_to", None),
            may_follow=self.object.is_open and may_follow(self.request.user, self.object),
            **kwargs,
        )


class LoanFormView(FormView):
    """A form about a loan that one follows."""

    @cached_property
    def loan(self) -> Loan:
        return followed_loan(self.request, self.kwargs["pk"])

    def dispatch(self, request, *args, **kwargs):
        if not self.loan.is_open:
            return redirect(self.loan)
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(loan=self.loan, **kwargs)

    def form_invalid(self, form) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)


@method_decorator(network_required, name="dispatch")
class LoanChangeView(LoanFormView):
    """Shorten, lengthen or move a loan."""

    template_name = "qualite/lending/loans/loan_change.html"
    form_class = LoanChangeForm

    def get_form_kwargs(self) -> dict:
        return super().get_form_kwargs() | {"loan": self.loan}

    def form_valid(self, form: LoanChangeForm) -> HttpResponse:
        with refusals_in(form):
            loan = form.save(by=self.request.user)
            messages.success(self.request, f"Le prêt est changé\u00a0: {loan.period}. L’autre lieu est prévenu.")
            return redirect(loan)
        return self.form_invalid(form)


@method_decorator(network_required, name="dispatch")
class LoanCancelView(LoanFormView):
    """Cancel a booking that has not left."""

    template_name = "qualite/lending/loans/loan_cancel.html"
    form_class = LoanCancelForm

    def form_valid(self, form: LoanCancelForm) -> HttpResponse:
        with refusals_in(form):
            loan = form.save(loan=self.loan, by=self.request.user)
            messages.success(self.request, "Le prêt est annulé, ses demi-journées sont libres.")
            return redirect(loan.equipment)
        return self.form_invalid(form)


# The pages where one notes that an equipment leaves or comes back, and its condition; the photo of a report.
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
