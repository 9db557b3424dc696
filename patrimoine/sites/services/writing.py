"""Write a heritage record."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from patrimoine.sites.models import HeritagePlace
from reseau.people.members.models.member import Member
from reseau.places.distances import kilometres_between
from reseau.places.models.commune import Commune
from reseau.texts.elision import of_place
from reseau.texts.slugs import first_free, slug_of
from reseau.web.queries.row_locks import lock_row

# The largest communes of the département are some 20 km long.
FARTHEST_KILOMETRES = 15


@transaction.atomic
def save_heritage(
    *, by: Member, commune: Commune, place: HeritagePlace | None = None, position: tuple[float, float] | None, **values
) -> HeritagePlace:
    """Create a draft in the name of the place where `by` works, or change a record; `values`: its other fields.

    `position`: latitude and longitude, in degrees; without one, that of the town hall. The address of the page never
    changes. Raises ValidationError for a position far from the commune, and for what a state does not allow: what is
    published or waits for a reading keeps its licence, its sources and its word on people.
    """
    row = lock_row(HeritagePlace.objects.all(), place.pk) if place else HeritagePlace(author=by, epm=_place_of(by))
    row.commune = commune
    row.latitude, row.longitude = position or (commune.town_hall_latitude, commune.town_hall_longitude)
    _refuse_far(row)
    for name, value in values.items():
        setattr(row, name, value)
    row.slug = row.slug or _free_slug(f"{row.name} {commune}")
    row.changed = timezone.now()
    row.full_clean()
    row.save()
    return row


def _place_of(member: Member):
    position = member.main_position
    return position.epm if position else None


def _refuse_far(row: HeritagePlace) -> None:
    middle = row.commune.latitude, row.commune.longitude
    if kilometres_between(middle, row.point) > FARTHEST_KILOMETRES:
        text = f"Cette position est à plus de {FARTHEST_KILOMETRES}\u00a0km {of_place(row.commune)}\u00a0: vérifiez-la."
        raise ValidationError({"position": text})


def _free_slug(words: str) -> str:
    slug = slug_of(words, length=80, default="lieu")
    taken = set(HeritagePlace.objects.filter(slug__startswith=slug).values_list("slug", flat=True))
    return first_free(slug, taken=taken)
