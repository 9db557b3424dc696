"""Descriptions of things as JSON-LD, for the head or the body of a public page."""

import json
from collections.abc import Iterable

from django.utils.safestring import SafeString, mark_safe

from extranet.public.structured_data.courses import describe_training
from extranet.public.structured_data.events import describe_outing, describe_workshop
from extranet.public.structured_data.places import describe_network, describe_place
from extranet.public.structured_data.sheets import describe_sheet
from formation.offer.catalogue.models.training import TrainingPage
from patrimoine.outings.models import Outing
from reseau.places.models.epm import EPM
from ressources.sheets.models.sheet import Sheet
from ressources.workshops.open_workshops.models.workshop import OpenWorkshop

DESCRIPTIONS = {
    EPM: describe_place,
    OpenWorkshop: describe_workshop,
    Outing: describe_outing,
    Sheet: describe_sheet,
    TrainingPage: describe_training,
}
# What would end the element, or begin another one.
IN_SCRIPT = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def describe(thing) -> dict:
    """Return the description of a thing of a known class, or its own; the network itself stands for anything else."""
    for kind, description in DESCRIPTIONS.items():
        if isinstance(thing, kind):
            return description(thing)
    return thing.describe() if hasattr(thing, "describe") else describe_network()


def script_of(things: Iterable) -> SafeString:
    """Return the element that describes `things`, or nothing.

    A browser takes it for data and runs nothing of it: the security policy has nothing to allow.
    """
    graph = [describe(thing) for thing in things]
    if not graph:
        return SafeString("")
    document = {"@context": "https://schema.org", "@graph": graph}
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":")).translate(IN_SCRIPT)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308 - no tag is left in it
