"""Who books, hands over and cancels: those who keep one of the two places, and the animation of its territory."""

from django.db.models import Q, QuerySet

from qualite.lending.equipment.models import Equipment
from qualite.lending.equipment.permissions import may_keep
from qualite.lending.loans.models.loan import Loan
from reseau.permissions import is_coordinator, is_network_member
from reseau.places.models.epm import EPM
from reseau.places.permissions import may_edit_epm
from reseau.texts.french_order import Folded


def borrowers_for(user, equipment: Equipment) -> QuerySet[EPM]:
    """Return the places for which `user` may book: all for who keeps the equipment, else those that they keep."""
    places = EPM.objects.open().order_by(Folded("name"), "pk")
    if not is_network_member(user):
        return places.none()
    if is_coordinator(user) or may_keep(user, equipment):
        return places
    if not equipment.is_lent:
        return places.none()
    return places.filter(Q(pk__in=user.epm_ids) | Q(commune__territory__in=user.watched_territory_ids))


def may_follow(user, loan: Loan) -> bool:
    """Whether `user` notes the departure and the return of a loan, changes or cancels it: either side does."""
    return may_edit_epm(user, loan.epm) or may_keep(user, loan.equipment)
