"""What readers leave on a sheet: favourites, thanks, feedback."""

from datetime import datetime, time, timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone

from reseau.people.members.models.member import Member
from reseau.permissions import is_network_member, watched_territories
from ressources.library.readers.enums import FeedbackKind
from ressources.sheets.models.authorship import Authorship, written_by


# A favourite: a sheet that a member keeps at hand. Private.
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


# A member's thanks for a sheet, once each: its authors are notified, readers see the count.
class ThanksQuerySet(models.QuerySet):
    def of_the_week(self, moment: datetime):
        """Return those given in the week of `moment`, Monday to Sunday."""
        day = timezone.localdate(moment)
        monday = datetime.combine(day - timedelta(days=day.weekday()), time.min, timezone.get_current_timezone())
        return self.filter(given__gte=monday, given__lt=monday + timedelta(days=7))


class Thanks(models.Model):
    member = models.ForeignKey(Member, verbose_name="membre", on_delete=models.CASCADE, related_name="thanks")
    sheet = models.ForeignKey("ressources.Sheet", verbose_name="fiche", on_delete=models.CASCADE, related_name="thanks")
    given = models.DateTimeField("donné le", default=timezone.now)

    objects = ThanksQuerySet.as_manager()

    # Thanks are no use of a page: Wagtail does not warn of them before a deletion.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "remerciement"
        verbose_name_plural = "remerciements"
        ordering = ["given", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["member", "sheet"],
                name="thanks_once_for_each_member",
                violation_error_message="Vous avez déjà remercié pour cette fiche.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.member}, {self.sheet}"


# Feedback from a reader to the author of a sheet: an idea, a mistake, a question; answered once, then settled.
#
# It is private to its sender and to those who answer for the sheet: its authors, or its reviewers once every author
# has left the network.
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
