"""Section of the page of a grid: the workshop that was noted with it."""

from reseau.web.queries.compiled_query import CompiledQuery
from ressources.workshops.deliveries.models.delivery import Delivery

DELIVERIES = CompiledQuery(lambda session: Delivery.objects.filter(group_session=session).select_related("sheet")[:1])


def workshop_of_the_grid(request, session) -> tuple[str, dict] | None:
    delivery = DELIVERIES.row(session=session)
    return ("ressources/workshops/deliveries/_session_delivery.html", {"delivery": delivery}) if delivery else None


SECTIONS = (workshop_of_the_grid,)
