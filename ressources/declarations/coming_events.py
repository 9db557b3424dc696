"""Workshops open to all, for the directory: the places where one comes soon."""

import datetime

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, Q

from ressources.workshops.open_workshops.models.workshop import OpenWorkshop


def workshops_at_places(first: datetime.date, last: datetime.date) -> Q:
    workshops = OpenWorkshop.objects.visible_to(AnonymousUser()).to_come()
    return Q(Exists(workshops.filter(epm=OuterRef("pk"), date__range=(first, last)).order_by()))


CONDITIONS = (workshops_at_places,)
