"""Notice that an unsaved text will be deleted."""

from datetime import date

from django.urls import reverse

from alertes.enums import Matter
from alertes.notices.services import notify
from reseau.wording import day_in_full


def notify_old_text(text, *, effaced_on: date) -> None:
    """Notify the writer of a text that was begun long ago and never saved."""
    notify(
        members=[text.member],
        key=f"kept_text:{text.pk}:{text.written:%Y%m%d%H%M%S}",
        text=(
            f"Vous aviez commencé « {text} » le {day_in_full(text.written)}, sans l’enregistrer : "
            f"ce texte sera effacé le {day_in_full(effaced_on)}."
        ),
        url=reverse("ressources:mine"),
        matter=Matter.SHEETS,
    )
