"""Sessions of one's places that tickets may pay; the debits of one, with and without network; a debit reversed."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView

from accueil.declic.bodies.models import TicketBody
from accueil.declic.debits.forms import DebitForm, ReversalForm
from accueil.declic.debits.permissions import may_debit, may_reverse, payable_bodies
from accueil.declic.debits.presences import PaidSession, find_delivery, find_workshop, recent_sessions
from accueil.declic.debits.services import write_debits
from accueil.declic.tickets.holder_accesses import note_holders
from accueil.declic.tickets.models.ledger import LedgerEntry
from accueil.declic.tickets.permissions import takes_tickets
from b2i.people.enums import AccessKind
from reseau.permissions import network_required, required
from reseau.web.offline_entries import answer_entries
from reseau.web.queries.list_facets import query_value
from reseau.web.service_forms import ServiceFormView

SHOWN_SESSIONS = 30
FINDERS = {"workshop": find_workshop, "delivery": find_delivery}
team_required = required(takes_tickets)


def session_address(session: PaidSession) -> str:
    return reverse(f"accueil:paid_{session.kind}", args=[session.pk])


def debited_session(request: HttpRequest, kind: str, pk: int) -> PaidSession:
    """Return a session for which the user debits tickets. Raises Http404 otherwise."""
    session = FINDERS[kind](pk)
    if session is None or not may_debit(request.user, session):
        raise Http404
    return session


@method_decorator(team_required, name="dispatch")
class PaidSessionsView(TemplateView):
    """The latest discovery sessions of one's places: for which one is the ticket?"""

    template_name = "accueil/declic/debits/sessions.html"

    def get_context_data(self, **kwargs) -> dict:
        sessions = recent_sessions(self.request.user.epm_ids, most=SHOWN_SESSIONS)
        rows = [(session, session_address(session)) for session in sessions]
        return super().get_context_data(rows=rows, code=query_value(self.request, "code"), **kwargs)


@method_decorator(network_required, name="dispatch")
class PaidSessionView(ServiceFormView):
    """The debits of a session, and the form for one more."""

    template_name = "accueil/declic/debits/session.html"
    form_class = DebitForm

    @cached_property
    def session(self) -> PaidSession:
        return debited_session(self.request, self.kwargs["kind"], self.kwargs["pk"])

    @cached_property
    def bodies(self) -> list[TicketBody]:
        return list(payable_bodies(self.session))

    def get_initial(self) -> dict:
        return {"code": query_value(self.request, "code")}

    def get_form_kwargs(self) -> dict:
        return super().get_form_kwargs() | {"session": self.session, "bodies": self.bodies}

    def get_context_data(self, **kwargs) -> dict:
        joined = ("ticket__holder__learner", "ticket__batch", "body__epm", "reversal")
        entries = list(self.session.entries().select_related(*joined).in_order())
        note_holders(self.request, (entry.ticket for entry in entries), AccessKind.LISTED)
        return super().get_context_data(
            session=self.session,
            bodies=self.bodies,
            entries=entries,
            address=session_address(self.session),
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        if not self.bodies:
            messages.error(request, f"{self.session.epm} n’était pas agréé ce jour-là.")
            return redirect(session_address(self.session))
        return super().post(request, *args, **kwargs)

    def done(self, form: DebitForm) -> HttpResponse:
        ticket = form.save(by=self.request.user).ticket
        ticket.refresh_from_db(fields=["balance"])
        note_holders(self.request, [ticket])
        messages.success(self.request, f"C’est débité. Il reste {ticket.balance_words} sur ce ticket.")
        return redirect(session_address(self.session))


@network_required
@require_POST
def debit_entries(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Write the debits that a page kept, and answer with the outcome of each."""
    session = debited_session(request, kind, pk)
    return answer_entries(
        request, lambda raw_entries: write_debits(session=session, raw_entries=raw_entries, by=request.user)
    )


@method_decorator(network_required, name="dispatch")
class DebitReverseView(ServiceFormView):
    """Reverse a debit, with a reason."""

    template_name = "accueil/declic/debits/reverse.html"
    form_class = ReversalForm

    @cached_property
    def entry(self) -> LedgerEntry:
        joined = ("ticket__holder__learner", "ticket__batch", "body__epm", "workshop__sheet", "delivery__sheet")
        entry = get_object_or_404(LedgerEntry.objects.debits().select_related(*joined), pk=self.kwargs["pk"])
        if not may_reverse(self.request.user, entry):
            raise Http404
        note_holders(self.request, [entry.ticket])
        return entry

    @property
    def address(self) -> str:
        return session_address(PaidSession(workshop=self.entry.workshop, delivery=self.entry.delivery))

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(entry=self.entry, address=self.address, **kwargs)

    def done(self, form: ReversalForm) -> HttpResponse:
        form.save(entry=self.entry, by=self.request.user)
        messages.success(self.request, "Le débit est annulé, les heures sont rendues au ticket.")
        return redirect(self.address)
