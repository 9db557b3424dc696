"""What the animators of an EPM are told of records without news. No name, no card: the page says whose."""

from django.urls import reverse
from django.utils import timezone

from alertes.notices.services import notify
from b2i.rights.notices import animators_of
from reseau.places.models.epm import EPM


def tell_dormant(epm: EPM, *, count: int) -> None:
    """One notice a day at most for each EPM."""
    what = f"{count} livrets sont" if count > 1 else "Un livret est"
    notify(
        members=animators_of(epm.pk),
        key=f"dormant:{epm.pk}:{timezone.localdate():%Y-%m-%d}",
        text=f"{what} sans nouvelles depuis deux ans. Sans signe d’ici trois mois, l’élimination sera proposée.",
        url=reverse("b2i:dormant"),
    )
