"""Whether people can answer at a kiosk today, and why not."""

from enquetes.fieldwork.answering.open_days import closed_words
from enquetes.fieldwork.kiosks.models import Kiosk

KIOSK_CLOSED, OVER = "kiosk", "over"


def closed_reason(kiosk: Kiosk) -> str:
    """Return why nobody can answer here today; empty if they can."""
    words = closed_words(kiosk.campaign)
    if words == OVER or not kiosk.campaign.has_kiosks:
        return OVER
    return words if kiosk.is_open else KIOSK_CLOSED
