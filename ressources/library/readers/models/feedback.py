"""Feedback from a reader to the author of a sheet: an idea, a mistake, a question; answered once, then settled.

It is private to its sender and to those who answer for the sheet: its authors, or its reviewers once every author has
left the network.
"""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from reseau.people.members.models.member import Member
from reseau.permissions import is_network_member, watched_territories
from ressources.library.readers.enums import FeedbackKind
from ressources.sheets.models.authorship import Authorship, written_by

MAX_TEXT = 1500


class FeedbackQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Return the feedback that `user` sent or received; none outside the network."""
        return self.filter(Q(sender=user) | received_by(user)) if is_network_member(user) else self.none()

    def sent_by(self, user):
        return self.visible_to(user).filter(sender=user)

    def unsettled(self):
        return self.filter(settled=None)

    def with_people(self):
        return self.select_related("sender", "answered_by", "settled_by")

    def waiting_first(self):
        """Sort the unsettled ones first, the oldest first; then the others, the latest first."""
        waiting = models.Case(models.When(settled=None, then="sent"))
        return self.order_by(models.F("settled").desc(nulls_first=True), waiting, "-pk")


class Feedback(models.Model):
    """A message with one answer at most, empty until then. `settled`: when the author closed it."""

    sheet = models.ForeignKey(
        "ressources.Sheet", verbose_name="fiche", on_delete=models.CASCADE, related_name="feedback"
    )
    sender = models.ForeignKey(
        Member,
        verbose_name="de",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="feedback_sent",
    )
    kind = models.CharField("c’est", max_length=8, choices=FeedbackKind)
    text = models.TextField("texte", max_length=MAX_TEXT)
    sent = models.DateTimeField("envoyé le", default=timezone.now)
    answer = models.TextField("réponse", blank=True, max_length=MAX_TEXT)
    answered = models.DateTimeField("répondu le", null=True, blank=True)
    answered_by = models.ForeignKey(
        Member, verbose_name="réponse de", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    settled = models.DateTimeField("traité le", null=True, blank=True)
    settled_by = models.ForeignKey(
        Member, verbose_name="traité par", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = FeedbackQuerySet.as_manager()

    # Feedback is no use of a page: Wagtail does not warn of it before a deletion.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "retour à l’auteur"
        verbose_name_plural = "retours à l’auteur"
        ordering = ["-sent", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(text=""),
                name="feedback_says_something",
                violation_error_message="Écrivez votre message.",
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered=None) | (~Q(answer="") & Q(answered__isnull=False)),
                name="feedback_answer_has_its_day",
                violation_error_message="Une réponse a un texte et une date.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.sheet}"


def received_by(user) -> Q:
    """Return the condition of the feedback that `user` answers: on their sheets, and on those of their territories
    without any author.
    """
    network_members = Member.objects.in_network().values("pk")
    coauthored_sheets = Authorship.objects.filter(member__in=network_members).values("sheet")
    has_no_author = ~Q(sheet__owner__in=network_members) & ~Q(sheet__in=coauthored_sheets)
    is_in_territories = Q(sheet__epm__commune__territory__in=watched_territories(user))
    return written_by(user, "sheet__") | (is_in_territories & has_no_author)
