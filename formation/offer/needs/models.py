"""A need: a training or free words, and the voices of the members who want it."""

from django.conf import settings
from django.db import models
from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from b2i.frameworks.models.framework import Domain
from formation.offer.catalogue.models.training import TrainingPage
from formation.sessions.enrolment.models.enrolment import Enrolment
from formation.sessions.enums import SessionStatus
from formation.sessions.models.session import Session
from reseau.people.members.models.position import Position
from reseau.permissions import is_coordinator, is_network_member
from reseau.places.models.commune import Territory
from reseau.texts.french_order import Folded
from reseau.texts.tags.models import Tag
from reseau.web.addresses import address_of

WORDS_LENGTH = 160


class WishQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Needs are visible to the network. `may_read_demand` protects the names behind them."""
        return self.all() if is_network_member(user) else self.none()

    def alive(self):
        """Needs that somebody still wants."""
        return self.filter(Exists(Voice.objects.unanswered().filter(wish=OuterRef("pk"))))

    def with_voices(self, user):
        """Annotate `voice_count` and `is_mine`, whether a voice of `user` is among them."""
        return self.with_voice_count().with_own_voice(user)

    def with_voice_count(self):
        """Annotate `voice_count`, the number of unanswered voices."""
        voices = Voice.objects.unanswered().order_by().filter(wish=OuterRef("pk"))
        voice_counts = voices.values("wish").annotate(figure=Count("pk")).values("figure")
        return self.annotate(voice_count=Coalesce(Subquery(voice_counts), 0))

    def with_own_voice(self, user):
        """Annotate `is_mine`, whether an unanswered voice of `user` is among them."""
        return self.annotate(is_mine=Exists(Voice.objects.unanswered().filter(wish=OuterRef("pk"), member=user.pk)))

    def with_subject(self):
        """Join the columns that name a wish, without the long texts of its training."""
        fields = ("words", "created", "training__title", "training__slug", "domain__name", "domain__plain_name")
        return self.select_related("training", "domain").only(*fields, "domain__code", "domain__order")


class Wish(models.Model):
    """A training, whose supporters are notified of its next date, or free words with a theme. One for each training."""

    training = models.OneToOneField(
        TrainingPage, verbose_name="formation", on_delete=models.CASCADE, null=True, blank=True, related_name="wish"
    )
    words = models.CharField("ce que l’on voudrait apprendre", max_length=WORDS_LENGTH, blank=True)
    domain = models.ForeignKey(
        Domain, verbose_name="thème", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="dit par", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    created = models.DateTimeField("dit le", default=timezone.now, editable=False)

    objects = WishQuerySet.as_manager()

    class Meta:
        verbose_name = "besoin de formation"
        verbose_name_plural = "besoins de formation"
        ordering = ["-created", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(training__isnull=False, words="") | (Q(training__isnull=True) & ~Q(words="")),
                name="wish_names_a_training_or_says_it",
                violation_error_message="Choisissez une formation, ou dites ce que vous voulez apprendre.",
            )
        ]

    def __str__(self) -> str:
        return self.training.title if self.training_id else self.words

    def get_absolute_url(self) -> str:
        return address_of("formation:wish", self.pk)


class VoiceQuerySet(models.QuerySet):
    def visible_to(self, user):
        """All voices for coordinators; for others their own, and those of the territories they watch."""
        if not is_network_member(user):
            return self.none()
        return self.all() if is_coordinator(user) else self.filter(Q(member=user) | _in_territories(user))

    def unanswered(self):
        """Voices of members in post who have not enrolled since in a session that answers the wish."""
        answering_enrolments = Enrolment.objects.active().filter(
            _answers_outer_wish(), member=OuterRef("member"), requested_at__gte=OuterRef("created")
        )
        in_post = Position.objects.live().filter(member=OuterRef("member"), member__is_active=True)
        return self.filter(Exists(in_post), ~Exists(answering_enrolments))

    def of(self, member):
        return self.filter(member=member)

    def with_member(self):
        voices = self.select_related("member", "territory")
        return voices.order_by(Folded("territory__name"), "member__search_name", "pk")


def _in_territories(user) -> Q:
    return Q(territory__in=user.watched_territory_ids)


def _answers_outer_wish() -> Q:
    """Return the condition that the session of an enrolment answers the wish of a voice, one query above.

    A member has few enrolments: each is looked up, rather than all sessions of the wish.
    """
    answers = WishAnswer.objects.filter(session=OuterRef("session"), wish=OuterRef(OuterRef("wish")))
    return ~Q(session__status=SessionStatus.CANCELLED) & (
        Q(session__training=OuterRef("wish__training")) | Exists(answers)
    )


class Voice(models.Model):
    """The voice of a member for a wish: their territory at that time, and their preferences."""

    wish = models.ForeignKey(Wish, verbose_name="besoin", on_delete=models.CASCADE, related_name="voices")
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="membre", on_delete=models.CASCADE, related_name="training_voices"
    )
    territory = models.ForeignKey(
        Territory, verbose_name="territoire", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    weekdays = models.JSONField("plutôt le", default=list, blank=True)
    parts = models.JSONField("plutôt", default=list, blank=True)
    created = models.DateTimeField("dite le", default=timezone.now, editable=False)

    objects = VoiceQuerySet.as_manager()

    class Meta:
        verbose_name = "voix pour un besoin"
        verbose_name_plural = "voix pour des besoins"
        ordering = ["created", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["wish", "member"],
                name="voice_once_for_a_wish",
                violation_error_message="Vous soutenez déjà ce besoin.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.member}\u00a0: {self.wish}"


class WishAnswer(models.Model):
    """A session opened for a wish in free words. Sessions of a training answer its wish by themselves."""

    wish = models.ForeignKey(Wish, verbose_name="besoin", on_delete=models.CASCADE, related_name="answers")
    session = models.ForeignKey(
        Session, verbose_name="session", on_delete=models.CASCADE, related_name="answered_wishes"
    )

    class Meta:
        verbose_name = "réponse à un besoin"
        verbose_name_plural = "réponses à des besoins"
        constraints = [
            models.UniqueConstraint(
                fields=["wish", "session"],
                name="wish_answered_once_by_a_session",
                violation_error_message="Cette session répond déjà à ce besoin.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.wish}\u00a0: {self.session}"


class SettledQuestions(models.Model):
    """What the coordination decided about the questions of forums that come back on a tag: a wish, or nothing for now.

    Without a wish, they are proposed again as soon as somebody asks a new one.
    """

    tag = models.OneToOneField(Tag, verbose_name="mot-clé", on_delete=models.CASCADE, related_name="settled_questions")
    wish = models.ForeignKey(
        Wish, verbose_name="besoin", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    settled = models.DateTimeField("décidé le", default=timezone.now)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="décidé par",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        verbose_name = "suite donnée aux questions d’un mot-clé"
        verbose_name_plural = "suites données aux questions des mots-clés"

    def __str__(self) -> str:
        return f"{self.tag}, {self.settled:%d/%m/%Y}"
