"""What a member can teach to others: a tag of the site on a member. What they want to learn comes from `wants`."""

from django.db import models

from reseau.people.members.models.member import Member
from reseau.people.profiles.disclosure import shown_to
from reseau.texts.tags.models import Tag


class KnowHowQuerySet(models.QuerySet):
    def visible_to(self, user):
        """What members of the network show to `user`."""
        if not (user.is_authenticated and user.is_in_network):
            return self.none()
        members = Member.objects.visible_to(user).filter(shown_to(user, "offers"))
        return self.filter(member__in=members.order_by().values("pk"))


class KnowHow(models.Model):
    member = models.ForeignKey(Member, verbose_name="membre", on_delete=models.CASCADE, related_name="know_hows")
    tag = models.ForeignKey(Tag, verbose_name="mot-clé", on_delete=models.CASCADE, related_name="know_hows")

    objects = KnowHowQuerySet.as_manager()

    class Meta:
        verbose_name = "savoir-faire"
        verbose_name_plural = "savoir-faire"
        constraints = [
            models.UniqueConstraint(
                fields=["member", "tag"],
                name="know_how_once_for_a_member",
                violation_error_message="Ce savoir-faire est déjà sur votre fiche.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.tag}, {self.member}"
