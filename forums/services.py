"""What people do in forums: open a topic, answer, mark what solved it."""

from django.db import transaction
from django.utils.text import slugify

from forums.models import Forum
from reseau.models import Territory


@transaction.atomic
def ensure_forums() -> list[Forum]:
    """One forum for the whole network and one for each territory; creates what is missing."""
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
        forum, _ = Forum.objects.get_or_create(
            territory=territory,
            defaults={
                "title": f"Territoire de {territory.name}",
                "slug": slugify(territory.name),
                "description": f"Entre animateurs du territoire de {territory.name} : matériel, permanences, remplacements.",
                "order": order,
            },
        )
        forums.append(forum)
    return forums
