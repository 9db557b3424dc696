"""How far an account without any sign of its member has gone towards its end."""

from django.db import models

from reseau.people.members.models.member import Member


class AccountTerm(models.Model):
    """One for an account that serves no more: when its member was told, and when it was closed. A sign deletes it."""

    member = models.OneToOneField(
        Member, verbose_name="membre", on_delete=models.CASCADE, related_name="account_term", editable=False
    )
    told = models.DateField("prévenu le")
    told_again = models.DateField("prévenu de nouveau le", null=True, blank=True)
    closed = models.DateField("fermé le", null=True, blank=True)

    class Meta:
        verbose_name = "compte qui ne sert plus"
        verbose_name_plural = "comptes qui ne servent plus"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(closed=None) | models.Q(told_again__isnull=False),
                name="account_closed_after_two_words",
                violation_error_message="Un compte n’est fermé qu’après deux avertissements.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.member}, compte qui ne sert plus"
