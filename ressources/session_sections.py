"""Section of the page of a grid: the workshop that was noted with it."""

from b2i.session_sections import register
from ressources.deliveries.models.delivery import Delivery


@register
def workshop_of_the_grid(request, session) -> tuple[str, dict] | None:
    delivery = Delivery.objects.filter(group_session=session).select_related("sheet").first()
    return ("ressources/deliveries/_session_delivery.html", {"delivery": delivery}) if delivery else None
