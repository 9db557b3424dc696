"""Figure of tickets déclic: hours that were used. A territory where few people came counts none."""

from django.db.models import Count, ExpressionWrapper, F, IntegerField, OuterRef, QuerySet, Subquery, Sum

from accueil.declic.tickets.models.ledger import LedgerEntry
from b2i.people.anonymity import SMALLEST_GROUP
from extranet.dashboards.steering.figure import Figure, ListRow, Section
from extranet.dashboards.steering.query_counts import counted_words
from extranet.dashboards.steering.scope import Scope
from reseau.places.models.commune import Territory
from reseau.texts.elision import of_place
from reseau.texts.french_order import Folded

MINUTES = 60


class TicketHours(Figure):
    """Whole hours of the standing debits, by the territory that gave the tickets."""

    slug, section = "heures-de-ticket", Section.PLACES
    words = ("heure de ticket déclic", "heures de ticket déclic")
    definition = (
        "Débitées pour une séance, dans le territoire qui a remis le ticket, s’il y est venu cinq personnes au moins."
    )
    is_dated = True
    sum_of = "hours"
    has_trend = False

    def rows(self, scope: Scope) -> QuerySet:
        debits = LedgerEntry.objects.standing().filter(scope.days("held_on"), ticket__batch__territory=OuterRef("pk"))
        debits = debits.order_by().values("ticket__batch__territory")
        people = debits.annotate(number=Count("ticket", distinct=True)).values("number")
        hours = ExpressionWrapper(Sum(-F("minutes")) / MINUTES, IntegerField())
        hours = debits.annotate(number=hours).values("number")
        territories = Territory.objects.filter(scope.within("pk"))
        territories = territories.annotate(people=Subquery(people), hours=Subquery(hours))
        return territories.filter(people__gte=SMALLEST_GROUP)

    def listed(self, rows: QuerySet) -> QuerySet:
        return rows.order_by(Folded("name"), "pk")

    def row(self, counted: Territory) -> ListRow:
        facts = [counted_words(counted.hours, "heure", "heures")]
        return ListRow(f"Territoire {of_place(counted.name)}", "", facts, counted.hours)


TICKET_FIGURES = (TicketHours(),)
