"""Closed lists: state of a booking."""

from django.db import models


class SeatBookingState(models.TextChoices):
    """From the booking to the person at the seat. What comes back is to confirm, or freed."""

    TO_CONFIRM = "to_confirm", "À confirmer"
    BOOKED = "booked", "Réservé"
    CAME = "came", "Présence notée"
    ABSENT = "absent", "Absence notée"
    FREED = "freed", "Libéré"
    CANCELLED = "cancelled", "Annulé"

    @property
    def tone(self) -> str:
        return {self.TO_CONFIRM: "wait", self.CAME: "good", self.ABSENT: "bad"}.get(self, "")


# A booking in these states has its seat: the database gives it to nobody else.
HOLDING = (SeatBookingState.TO_CONFIRM, SeatBookingState.BOOKED, SeatBookingState.CAME)
