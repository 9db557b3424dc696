"""Statements of bodies: drawn, read, their steps noted; the circuit; the table of the accountant."""

import csv

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views.decorators.http import require_POST, require_safe
from django.views.generic import ListView

from accueil.declic.reimbursements.forms import CircuitStepForm, StepDoneForm
from accueil.declic.reimbursements.models import CircuitStep, TicketStatement
from accueil.declic.reimbursements.paid_sessions import paid_groups
from accueil.declic.reimbursements.pending import month_to_draw
from accueil.declic.reimbursements.permissions import may_read_statements, may_settle
from accueil.declic.reimbursements.services import draw_month, leave_step, next_step
from accueil.declic.reimbursements.tables import COLUMNS, statement_rows, statements_ods
from reseau.documents.papers.spreadsheet import MEDIA_TYPE, escape_formula
from reseau.permissions import network_required, required
from reseau.texts.elision import of
from reseau.texts.wording import day_in_full
from reseau.web.refusals import refusals_as_messages
from reseau.web.service_forms import ServiceFormView

settler_required = required(may_settle)
readers_required = required(may_read_statements)
NAME = "tickets-declic-releves"


def statements_of(request: HttpRequest) -> QuerySet[TicketStatement]:
    return TicketStatement.objects.visible_to(request.user).with_body().prefetch_related("steps_done__step")


@method_decorator(readers_required, name="dispatch")
class TicketStatementsView(ListView):
    """Statements that one may read, the latest month first; the coordination draws those of last month."""

    template_name = "accueil/declic/reimbursements/statements.html"
    context_object_name = "statements"
    paginate_by = 40

    def get_queryset(self) -> QuerySet[TicketStatement]:
        return statements_of(self.request).latest_first()

    def get_context_data(self, **kwargs) -> dict:
        settles = may_settle(self.request.user)
        return super().get_context_data(settles=settles, to_draw=month_to_draw() if settles else None, **kwargs)


@settler_required
@require_POST
def draw(request: HttpRequest) -> HttpResponse:
    """Draw the statements of last month."""
    with refusals_as_messages(request):
        month = month_to_draw()
        if month is None:
            messages.info(request, "Rien n’attend\u00a0: les relevés du mois dernier sont arrêtés.")
        else:
            statements = draw_month(first_day=month, by=request.user)
            words = day_in_full(month, "F Y")
            messages.success(request, f"Les relevés {of(words)} sont arrêtés\u00a0: {len(statements)}.")
    return redirect("accueil:ticket_statements")


@method_decorator(network_required, name="dispatch")
class TicketStatementView(ServiceFormView):
    """One statement: its lines, the steps of its payment; the coordination notes the next one."""

    template_name = "accueil/declic/reimbursements/statement.html"
    form_class = StepDoneForm

    @cached_property
    def statement(self) -> TicketStatement:
        return get_object_or_404(statements_of(self.request), pk=self.kwargs["pk"])

    @cached_property
    def next_step(self) -> CircuitStep | None:
        return next_step(statement=self.statement)

    def get_context_data(self, **kwargs) -> dict:
        sheets = ("workshop__sheet", "delivery__sheet")
        joined = (f"entry__{path}" for path in ("ticket", *sheets, *(f"reverses__{sheet}" for sheet in sheets)))
        return super().get_context_data(
            statement=self.statement,
            groups=paid_groups(self.statement.lines.select_related(*joined)),
            steps_done=self.statement.steps_done.select_related("step", "noted_by"),
            next_step=self.next_step,
            settles=may_settle(self.request.user),
            **kwargs,
        )

    @method_decorator(settler_required)
    def post(self, request, *args, **kwargs):
        return super().post(request, *args, **kwargs)

    def done(self, form: StepDoneForm) -> HttpResponse:
        done = form.save(statement=self.statement, step=self.next_step, by=self.request.user)
        messages.success(self.request, f"C’est noté\u00a0: {done.step}.")
        return redirect(self.statement)


@method_decorator(settler_required, name="dispatch")
class CircuitView(ServiceFormView):
    """The steps between a statement and its payment."""

    template_name = "accueil/declic/reimbursements/circuit.html"
    form_class = CircuitStepForm

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(steps=CircuitStep.objects.in_use(), **kwargs)

    def done(self, form: CircuitStepForm) -> HttpResponse:
        step = form.save()
        messages.success(self.request, f"L’étape est ajoutée\u00a0: {step}.")
        return redirect("accueil:ticket_circuit")


@settler_required
@require_POST
def circuit_leave(request: HttpRequest, pk: int) -> HttpResponse:
    step = get_object_or_404(CircuitStep.objects.in_use(), pk=pk)
    leave_step(step=step)
    messages.success(request, f"L’étape est retirée\u00a0: {step}. Ce qui était fait reste sur les relevés.")
    return redirect("accueil:ticket_circuit")


@settler_required
@require_safe
def statements_csv(request: HttpRequest) -> HttpResponse:
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{NAME}.csv"'
    response.write("\ufeff")
    lines = csv.writer(response, delimiter=";")
    lines.writerow(COLUMNS)
    for row in statement_rows(statements_of(request).latest_first()):
        lines.writerow([escape_formula(_in_french(cell)) for cell in row])
    return response


@settler_required
@require_safe
def statements_sheet(request: HttpRequest) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{NAME}.ods"'}
    return HttpResponse(statements_ods(statements_of(request).latest_first()), content_type=MEDIA_TYPE, headers=headers)


def _in_french(cell):
    """Write a number with a comma: a spreadsheet in French reads it as a number."""
    return f"{cell:.2f}".replace(".", ",") if isinstance(cell, float) else cell
