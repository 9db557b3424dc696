"""A forum: where the whole network, or the people of one territory, ask and answer."""

from django.db import models
from django.urls import reverse

from forums.enums import TopicStatus
from reseau import audience
from reseau.enums import Role
from reseau.french_order import Folded
from reseau.members.models.member import Member
from reseau.members.models.position import Position
from reseau.places.models.commune import Territory


class ForumQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The network's forums for every member, a territory's for those who work there; all for a coordinator."""
        tokens = audience.tokens_of(user)
        if audience.MEMBER not in tokens:
            return self.none()
        if audience.COORDINATOR in tokens:
            return self.all()
        return self.filter(models.Q(territory__isnull=True) | models.Q(territory__in=user.territory_ids))

    def with_activity(self):
        """Add `topic_count`, `open_count`, and `latest_title`, `latest_slug`, `latest_at` of the newest activity."""
        topics = self.model._meta.get_field("topics").related_model.objects
        newest = topics.filter(forum=models.OuterRef("pk")).order_by("-last_post_at", "-pk")
        return self.annotate(
            topic_count=models.Count("topics"),
            open_count=models.Count("topics", filter=models.Q(topics__status=TopicStatus.OPEN)),
            latest_title=models.Subquery(newest.values("title")[:1]),
            latest_slug=models.Subquery(newest.values("slug")[:1]),
            latest_at=models.Subquery(newest.values("last_post_at")[:1]),
            # Repeated, since Django drops a model's own order when it groups.
        ).order_by(*self.model._meta.ordering)


class Forum(models.Model):
    title = models.CharField("titre", max_length=80)
    slug = models.SlugField("adresse", unique=True, help_text="Elle apparaît dans l’adresse des pages du forum.")
    description = models.CharField("à quoi il sert", max_length=200)
    territory = models.ForeignKey(
        Territory,
        verbose_name="territoire",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="forums",
        help_text="Laissez vide pour un forum ouvert à tout le réseau.",
    )
    order = models.PositiveSmallIntegerField("rang", default=0, help_text="Les plus petits rangs viennent en premier.")

    objects = ForumQuerySet.as_manager()

    class Meta:
        verbose_name = "forum"
        verbose_name_plural = "forums"
        ordering = ["order", Folded("title")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("forums:forum", args=[self.slug])

    @property
    def audience_tokens(self) -> frozenset[str]:
        if self.territory_id:
            return frozenset({audience.territory_token(self.territory_id), audience.COORDINATOR})
        return frozenset({audience.MEMBER})

    def is_visible_to(self, user) -> bool:
        """Whether `user` sees this forum, without a query."""
        return not self.audience_tokens.isdisjoint(audience.tokens_of(user))

    def readers(self) -> models.QuerySet:
        """Return the members who see this forum today: the reverse of `visible_to`."""
        positions = Position.objects.live()
        if self.territory_id:
            positions = positions.filter(
                models.Q(role=Role.COORDINATOR)
                | models.Q(territory=self.territory_id)
                | models.Q(epm__commune__territory=self.territory_id)
            )
        return Member.objects.filter(is_active=True, pk__in=positions.values("member"))
