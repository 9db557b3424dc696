"""A forum: where the whole network, the people of a place, of a project or of a subject ask and answer."""

from django.db import models
from django.utils import timezone

from forums.enums import ForumKind, TopicStatus
from reseau.enums import Role
from reseau.people.members.models.member import Member
from reseau.people.members.models.position import Position
from reseau.places import audience
from reseau.places.models.commune import Territory
from reseau.places.models.epm import EPM
from reseau.texts.french_order import Folded
from reseau.web.addresses import address_of

# Every member of the network reads these.
OPEN_KINDS = (ForumKind.NETWORK, ForumKind.THEME)
# First parts of addresses under /forums/ that are not those of a forum.
RESERVED_SLUGS = [
    "apercu-d-un-message",
    "attente",
    "chercher",
    "fichiers",
    "fichiers-d-un-message",
    "images",
    "lus",
    "message",
    "moderation",
    "nouveau-forum",
    "reglages",
    "semblables",
]


class ForumQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The forums whose audience has `user`: the same rule as `audience_tokens` and `readers`."""
        tokens = audience.tokens_of(user)
        if audience.MEMBER not in tokens:
            return self.none()
        if audience.COORDINATOR in tokens:
            return self.all()
        chosen = ForumMember.objects.filter(member=user.pk)
        return self.filter(
            models.Q(kind__in=OPEN_KINDS)
            | models.Q(territory__in=user.territory_ids)
            | models.Q(epm__in=user.epm_ids)
            | models.Q(epm__commune__territory__in=user.watched_territory_ids)
            | models.Q(kind=ForumKind.PROJECT, pk__in=chosen.values("forum"))
        )

    def watched_by(self, user):
        """The forums over which `user` watches: the same rule as `forums.threads.forums.permissions.watches_forum`."""
        if not user.is_authenticated or not user.is_in_network:
            return self.none()
        if user.is_coordinator:
            return self.all()
        kept = ForumMember.objects.filter(member=user.pk, is_keeper=True)
        is_watched = models.Q(kind=ForumKind.PROJECT, pk__in=kept.values("forum"))
        if user.is_territorial:
            territories = user.watched_territory_ids
            is_watched |= models.Q(kind__in=OPEN_KINDS) | models.Q(territory__in=territories)
            is_watched |= models.Q(epm__commune__territory__in=territories)
        return self.filter(is_watched)

    def with_place(self):
        """Join what tells who watches over each forum."""
        return self.select_related("territory", "epm__commune")

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
    """Who reads it follows from its kind (`audience_tokens`); the coordination reads all, and answers for all."""

    kind = models.CharField("sorte", max_length=10, choices=ForumKind, default=ForumKind.NETWORK, db_default="network")
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
        help_text="Pour un forum de territoire seulement.",
    )
    epm = models.OneToOneField(
        EPM,
        verbose_name="EPM",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="forum",
        help_text="Pour un forum d’EPM seulement.",
    )
    members = models.ManyToManyField(
        Member, verbose_name="membres du projet", through="ForumMember", related_name="project_forums", blank=True
    )
    order = models.PositiveSmallIntegerField("rang", default=0, help_text="Les plus petits rangs viennent en premier.")

    objects = ForumQuerySet.as_manager()

    class Meta:
        verbose_name = "forum"
        verbose_name_plural = "forums"
        ordering = ["order", Folded("title")]
        constraints = [
            models.CheckConstraint(
                condition=(
                    models.Q(kind=ForumKind.TERRITORY, territory__isnull=False, epm__isnull=True)
                    | models.Q(kind=ForumKind.EPM, territory__isnull=True, epm__isnull=False)
                    | models.Q(
                        kind__in=[ForumKind.NETWORK, ForumKind.PROJECT, ForumKind.THEME],
                        territory__isnull=True,
                        epm__isnull=True,
                    )
                ),
                name="forum_place_fits_kind",
                violation_error_message=(
                    "Un forum de territoire demande un territoire, un forum d’EPM un EPM, les autres ni l’un ni "
                    "l’autre."
                ),
            ),
            models.CheckConstraint(
                condition=~models.Q(slug__in=RESERVED_SLUGS),
                name="forum_slug_is_not_a_page_of_the_site",
                violation_error_message="Cette adresse est déjà celle d’une page du site.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return address_of("forums:forum", self.slug)

    @property
    def audience_tokens(self) -> frozenset[str]:
        """Tokens of those who read it: the same rule as `visible_to` and `readers`. One query for a project."""
        match self.kind:
            case ForumKind.TERRITORY:
                tokens = {audience.territory_token(self.territory_id)}
            case ForumKind.EPM:
                tokens = {audience.epm_token(self.epm_id), audience.watch_token(self.epm.commune.territory_id)}
            case ForumKind.PROJECT:
                tokens = {audience.colleague_token(membership.member_id) for membership in self.memberships.all()}
            case _:
                return frozenset({audience.MEMBER})
        return frozenset({*tokens, audience.COORDINATOR})

    @property
    def readers_in_words(self) -> str:
        match self.kind:
            case ForumKind.TERRITORY:
                return "les membres du territoire et la coordination"
            case ForumKind.EPM:
                return "les membres de l’EPM, l’animation territoriale et la coordination"
            case ForumKind.PROJECT:
                return "les membres du projet et la coordination"
            case _:
                return "tous les membres du réseau"

    def is_visible_to(self, user) -> bool:
        """Whether `user` sees this forum, without a query but for a project."""
        return not self.audience_tokens.isdisjoint(audience.tokens_of(user))

    def readers(self) -> models.QuerySet:
        """Return the members who see this forum today: the reverse of `visible_to`."""
        positions = Position.objects.live()
        is_coordination = models.Q(role=Role.COORDINATOR)
        match self.kind:
            case ForumKind.TERRITORY:
                works_there = models.Q(territory=self.territory_id) | models.Q(
                    epm__commune__territory=self.territory_id
                )
                positions = positions.filter(is_coordination | works_there)
            case ForumKind.EPM:
                watches = models.Q(role=Role.TERRITORIAL, territory=self.epm.commune.territory_id)
                positions = positions.filter(is_coordination | models.Q(epm=self.epm_id) | watches)
            case ForumKind.PROJECT:
                positions = positions.filter(is_coordination | models.Q(member__in=self.memberships.values("member")))
        return Member.objects.filter(is_active=True, pk__in=positions.values("member"))

    def watchers(self) -> models.QuerySet:
        """Return those who watch over this forum today: the reverse of `watched_by`."""
        positions = Position.objects.live()
        is_watcher = models.Q(role=Role.COORDINATOR)
        match self.kind:
            case ForumKind.TERRITORY:
                is_watcher |= models.Q(role=Role.TERRITORIAL, territory=self.territory_id)
            case ForumKind.EPM:
                is_watcher |= models.Q(role=Role.TERRITORIAL, territory=self.epm.commune.territory_id)
            case ForumKind.PROJECT:
                is_watcher |= models.Q(member__in=self.memberships.filter(is_keeper=True).values("member"))
            case _:
                is_watcher |= models.Q(role=Role.TERRITORIAL)
        return Member.objects.filter(is_active=True, pk__in=positions.filter(is_watcher).values("member"))


class ForumMember(models.Model):
    """A person of a project forum. Its keepers choose the others, announce, and say what is solved."""

    forum = models.ForeignKey(Forum, verbose_name="forum", on_delete=models.CASCADE, related_name="memberships")
    member = models.ForeignKey(
        Member, verbose_name="membre", on_delete=models.CASCADE, related_name="forum_memberships"
    )
    is_keeper = models.BooleanField("veille sur le forum", default=False)
    since = models.DateTimeField("depuis le", default=timezone.now, editable=False)

    class Meta:
        verbose_name = "membre d’un forum de projet"
        verbose_name_plural = "membres des forums de projet"
        ordering = ["forum", "member"]
        constraints = [
            models.UniqueConstraint(
                fields=["forum", "member"],
                name="forum_member_once",
                violation_error_message="Cette personne est déjà membre de ce forum.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.member}, {self.forum}"
