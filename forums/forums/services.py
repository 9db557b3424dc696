"""The forums that every network has."""

from django.db import transaction
from django.utils.text import slugify

from forums.forums.models import Forum
from reseau.elision import of_place
from reseau.places.models.commune import Territory


@transaction.atomic
def ensure_forums() -> list[Forum]:
    """Create the forums that are missing: one for the network, one for each territory; return them all."""
    forums = [
        Forum.objects.get_or_create(
            slug="reseau",
            defaults={
                "title": "Tout le réseau",
                "description": "Questions, trouvailles et coups de main entre tous les EPM du Lot.",
            },
        )[0]
    ]
    for order, territory in enumerate(Territory.objects.all(), start=1):
        forum = territory.forums.first() or Forum.objects.create(
            territory=territory,
            title=f"Territoire {of_place(territory.name)}",
            slug=slugify(territory.name),
            description=(
                f"Entre membres du territoire {of_place(territory.name)} : matériel, permanences, remplacements."
            ),
            order=order,
        )
        forums.append(forum)
    return forums
