"""People enrolled in a workshop open to all: a place or the waiting list, given back, names erased in time.

Each function locks the workshop first; that no place is given twice is also a constraint of the database.
"""

import re

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from reseau.people.members.models.member import Member
from ressources.workshops.open_workshops.models.booking import KEPT, Booking
from ressources.workshops.open_workshops.models.workshop import OpenWorkshop
from ressources.workshops.open_workshops.notices import say_people_again

MOST_WAITING = 10
SPACES = re.compile(r"\s+")


@transaction.atomic
def enrol(*, workshop: OpenWorkshop, name: str, phone: str = "", by: Member) -> Booking:
    """Give the person a place, or the next turn on the waiting list.

    Raises `ValidationError` for a workshop that is cancelled or begun, a name already there, a waiting list too long.
    """
    workshop = OpenWorkshop.objects.locked(workshop.pk)
    if workshop.cancelled_at or workshop.has_begun:
        raise ValidationError("On ne s’inscrit plus à cet atelier\u00a0: il est commencé, ou il n’aura pas lieu.")
    booking = Booking(workshop=workshop, name=SPACES.sub(" ", name).strip(), phone=phone.strip(), enrolled_by=by)
    if not booking.name:
        raise ValidationError({"name": "Écrivez un prénom et une initiale\u00a0: Camille B."})
    booking.is_waiting = not workshop.places_left
    if booking.is_waiting and workshop.bookings.waiting().count() >= MOST_WAITING:
        raise ValidationError("La liste d’attente est longue déjà\u00a0: proposez une autre date.")
    booking.full_clean()
    booking.save(force_insert=True)
    if not booking.is_waiting:
        _count(workshop, workshop.taken + 1)
        say_people_again(workshop=workshop)
    return booking


@transaction.atomic
def give_back(*, booking: Booking) -> list[Booking]:
    """Remove a person from the list; return those who waited and get the place. Removing again changes nothing."""
    workshop = OpenWorkshop.objects.locked(booking.workshop_id)
    removed = workshop.bookings.filter(pk=booking.pk).first()
    if removed is None:
        return []
    if workshop.has_begun:
        raise ValidationError("Cet atelier est commencé\u00a0: dites plutôt qui est venu.")
    removed.delete()
    if removed.is_waiting:
        return []
    _count(workshop, workshop.taken - 1)
    promoted = give_free_places(workshop=workshop)
    say_people_again(workshop=workshop)
    return promoted


def give_free_places(*, workshop: OpenWorkshop) -> list[Booking]:
    """Give the free places of a locked workshop to those who wait, in their order; return them."""
    promoted = list(workshop.bookings.waiting()[: workshop.places_left])
    if promoted:
        Booking.objects.filter(pk__in=[booking.pk for booking in promoted]).update(is_waiting=False)
        _count(workshop, workshop.taken + len(promoted))
    return promoted


@transaction.atomic
def recount_places(*, workshop_id: int) -> None:
    """Count the people who have a place again."""
    workshop = OpenWorkshop.objects.locked(workshop_id)
    _count(workshop, workshop.bookings.seated().count())


def _count(workshop: OpenWorkshop, taken: int) -> None:
    """Write how many places are taken, past the signals: the search has no use for it."""
    OpenWorkshop.objects.filter(pk=workshop.pk).update(taken=taken)
    workshop.taken = taken


def erase_names() -> int:
    """Erase names and telephone numbers a month after the workshop; how many people were enrolled stays known."""
    old = Booking.objects.named().filter(workshop__date__lt=timezone.localdate() - KEPT)
    return old.update(name="", phone="", enrolled_by=None)
