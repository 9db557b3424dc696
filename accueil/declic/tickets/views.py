"""Tickets as the coordination issues and prints them; what is left of one, by its code."""

from django.contrib import messages
from django.db.models import Count, Q, QuerySet, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_safe
from django.views.generic import DetailView, ListView

from accueil.declic.tickets.forms import TicketBatchForm, TicketCodeForm
from accueil.declic.tickets.holder_accesses import note_holders
from accueil.declic.tickets.models.batch import TicketBatch
from accueil.declic.tickets.models.ticket import Ticket
from accueil.declic.tickets.papers import tickets_paper
from accueil.declic.tickets.permissions import may_issue, may_read_batches, may_read_codes, takes_tickets
from b2i.people.enums import AccessKind
from reseau.documents.papers.responses import paper_response
from reseau.permissions import required
from reseau.web.service_forms import ServiceFormView

issuer_required = required(may_issue)
batches_required = required(may_read_batches)
codes_required = required(may_read_codes)


@method_decorator(batches_required, name="dispatch")
class TicketBatchesView(ListView):
    """Batches of the territories that one watches, with the hours that are left."""

    template_name = "accueil/declic/tickets/batches.html"
    context_object_name = "batches"
    paginate_by = 20

    def get_queryset(self) -> QuerySet[TicketBatch]:
        batches = TicketBatch.objects.visible_to(self.request.user).select_related("territory")
        used_up = Count("tickets", filter=Q(tickets__balance=0))
        counts = {"size": Count("tickets"), "used_up": used_up, "left": Sum("tickets__balance")}
        return batches.annotate(**counts).latest_first()

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(may_issue=may_issue(self.request.user), **kwargs)


@method_decorator(issuer_required, name="dispatch")
class TicketBatchNewView(ServiceFormView):
    """Issue tickets to people, by name."""

    template_name = "accueil/declic/tickets/batch_new.html"
    form_class = TicketBatchForm

    def done(self, form: TicketBatchForm) -> HttpResponse:
        batch = form.save(by=self.request.user)
        messages.success(self.request, "Les tickets sont prêts\u00a0: imprimez-les et remettez-les.")
        return redirect(batch)


def read_batch(request: HttpRequest, pk: int) -> TicketBatch:
    batches = TicketBatch.objects.visible_to(request.user).select_related("territory", "issued_by")
    return get_object_or_404(batches, pk=pk)


def read_ticket(request: HttpRequest, pk: int, kind: AccessKind | None = None) -> Ticket:
    """Return a ticket that the user may read; the access is noted, as a copy where the answer is one."""
    ticket = get_object_or_404(Ticket.objects.visible_to(request.user).with_person(), pk=pk)
    note_holders(request, [ticket], kind)
    return ticket


@method_decorator(batches_required, name="dispatch")
class TicketBatchView(ListView):
    """The tickets of a batch: who, how much is left."""

    template_name = "accueil/declic/tickets/batch.html"
    context_object_name = "tickets"
    paginate_by = 50

    def get_queryset(self) -> QuerySet[Ticket]:
        self.batch = read_batch(self.request, self.kwargs["pk"])
        return self.batch.tickets.with_person().by_name()

    def get_context_data(self, **kwargs) -> dict:
        context = super().get_context_data(batch=self.batch, **kwargs)
        note_holders(self.request, context["tickets"], AccessKind.LISTED)
        return context


@method_decorator(batches_required, name="dispatch")
class TicketView(DetailView):
    """One ticket: what is left of it, and its ledger."""

    template_name = "accueil/declic/tickets/ticket.html"
    context_object_name = "ticket"

    def get_object(self) -> Ticket:
        return read_ticket(self.request, self.kwargs["pk"])

    def get_context_data(self, **kwargs) -> dict:
        entries = self.object.entries.in_order().select_related(
            "body__epm", "workshop__sheet", "delivery__sheet", "noted_by", "reverses"
        )
        return super().get_context_data(entries=entries, **kwargs)


@batches_required
@require_safe
def batch_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """Return all the tickets of a batch as a PDF."""
    batch = read_batch(request, pk)
    tickets = list(batch.tickets.with_person().by_name())
    note_holders(request, tickets, AccessKind.COPIED)
    return paper_response(request, tickets_paper(batch, tickets), name=f"tickets-declic-{batch.pk}.pdf")


@batches_required
@require_safe
def ticket_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """Return one ticket as a PDF: the same one again for a person who lost theirs."""
    ticket = read_ticket(request, pk, AccessKind.COPIED)
    return paper_response(request, tickets_paper(ticket.batch, [ticket]), name=f"ticket-declic-{ticket.pk}.pdf")


@codes_required
@require_safe
def ticket_by_code(request: HttpRequest) -> HttpResponse:
    """Tell what is left of the ticket that somebody has in their hands; its person is on the paper."""
    form = TicketCodeForm(request.GET if "code" in request.GET else None)
    ticket = form.ticket if form.is_bound and form.is_valid() else None
    reads = ticket and Ticket.objects.visible_to(request.user).filter(pk=ticket.pk).exists()
    status = 422 if form.is_bound and form.errors else 200
    context = {"form": form, "ticket": ticket, "reads": reads, "takes": bool(ticket) and takes_tickets(request.user)}
    return render(request, "accueil/declic/tickets/by_code.html", context, status=status)
