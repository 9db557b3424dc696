"""A favourite: a sheet that a member keeps at hand. Private."""

from django.db import models
from django.utils import timezone

from reseau.people.members.models.member import Member
from reseau.permissions import is_network_member


class FavouriteQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Return the favourites of `user`; none outside the network."""
        return self.filter(member=user) if is_network_member(user) else self.none()


class Favourite(models.Model):
    member = models.ForeignKey(Member, verbose_name="membre", on_delete=models.CASCADE, related_name="favourites")
    sheet = models.ForeignKey(
        "ressources.Sheet", verbose_name="fiche", on_delete=models.CASCADE, related_name="favourites"
    )
    added = models.DateTimeField("gardée le", default=timezone.now)

    objects = FavouriteQuerySet.as_manager()

    # Private: Wagtail's editor does not list the members who keep a page.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "favori"
        verbose_name_plural = "favoris"
        ordering = ["-added", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["member", "sheet"],
                name="favourite_once_for_each_member",
                violation_error_message="Cette fiche est déjà dans vos favoris.",
            )
        ]

    def __str__(self) -> str:
        return str(self.sheet)


def favourites_of(user) -> models.Q | None:
    """Return the condition of the favourite sheets of `user`; None outside the network."""
    if not is_network_member(user):
        return None
    return models.Q(pk__in=Favourite.objects.visible_to(user).order_by().values("sheet"))
