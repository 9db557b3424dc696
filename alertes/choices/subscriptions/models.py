"""A subscription: a member follows a subject, `topic:12`, and is told what happens there."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from alertes.enums import Rhythm

SUBJECT_LENGTH = 120


class SubscriptionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Each member sees only what they follow themselves."""
        return self.active().filter(member=user) if user.is_authenticated else self.none()

    def active(self):
        """Without those that their member has ended."""
        return self.filter(ended=None)

    def about(self, *subjects: str):
        return self.filter(subject__in=subjects)


class Subscription(models.Model):
    """`subject` is a kind and a key: `topic:12`, `forum:3`, `tag:imprimante`, `member:7`, `sheet:4`, `territory:2`.

    `rhythm`: when its mails leave, if the member chose it for this subject; empty, it is that of the kind of event.
    One that its member ended keeps its row, so that nothing makes them follow the subject again without their asking.
    """

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="membre", on_delete=models.CASCADE, related_name="subscriptions"
    )
    subject = models.CharField("sujet suivi", max_length=SUBJECT_LENGTH)
    rhythm = models.CharField("par courriel", max_length=8, choices=Rhythm, blank=True)
    created = models.DateTimeField("suivi depuis le", default=timezone.now)
    ended = models.DateTimeField("plus suivi depuis le", null=True, blank=True)

    objects = SubscriptionQuerySet.as_manager()

    class Meta:
        verbose_name = "abonnement"
        verbose_name_plural = "abonnements"
        ordering = ["-created", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["member", "subject"],
                name="subscription_once_for_each_subject",
                violation_error_message="Ce membre suit déjà ce sujet.",
            )
        ]
        indexes = [models.Index(fields=["subject", "ended"], name="subscription_subject_ended")]

    def __str__(self) -> str:
        return self.subject
