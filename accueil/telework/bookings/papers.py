"""The paper of a télécentre: the list of the day for the door, with first names and initials alone."""

import datetime
from pathlib import Path
from urllib.parse import urljoin

from django.conf import settings

from accueil.telework.bookings.day_board import SeatCell, day_board
from accueil.telework.seats.models import Telecentre
from reseau.documents.papers.paper import Paper
from reseau.texts.wording import day_in_full, place_in_words

TEMPLATES = Path(__file__).parents[2] / "data"


def door_list(telecentre: Telecentre, day: datetime.date) -> Paper:
    """Return the list for the door: seats, morning and afternoon. Employers are not on it. Two queries."""
    epm, board = telecentre.epm, day_board(telecentre, day)
    return Paper.of(
        TEMPLATES / "postes-du-jour.typ",
        title="Postes de télétravail",
        origin=settings.ORGANISATION,
        site=settings.WAGTAIL_SITE_NAME,
        day=day_in_full(day).capitalize(),
        place=place_in_words(epm.name, epm.commune, epm.address),
        url=urljoin(settings.ORIGIN, telecentre.get_absolute_url()),
        rows=[{"seat": row.seat.name, "cells": [_words(cell) for cell in row.cells]} for row in board],
    )


def _words(cell: SeatCell) -> str:
    if cell.booking:
        return cell.booking.name or "réservé"
    return "fermé" if cell.closed else "libre"
