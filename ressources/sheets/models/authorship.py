"""Co-authors of a sheet, and conditions on the sheets that a user writes or reviews."""

from django.db import models
from django.utils import timezone
from wagtail.models import Page

from reseau.people.members.models.member import Member
from reseau.permissions import is_network_member, watched_territories
from reseau.texts.figures import FigureDefinition


class Authorship(models.Model):
    """A co-author. The author who answers for a sheet is the owner of its page, and has no row here."""

    sheet = models.ForeignKey(
        "ressources.Sheet", verbose_name="fiche", on_delete=models.CASCADE, related_name="authorships"
    )
    member = models.ForeignKey(
        Member, verbose_name="coauteur", on_delete=models.CASCADE, related_name="sheet_authorships"
    )
    added = models.DateTimeField("depuis le", default=timezone.now)

    class Meta:
        verbose_name = "coauteur"
        verbose_name_plural = "coauteurs"
        constraints = [
            models.UniqueConstraint(
                fields=["sheet", "member"],
                name="coauthor_once_for_each_sheet",
                violation_error_message="Ce membre participe déjà à l’écriture de cette fiche.",
            )
        ]

    def __str__(self) -> str:
        return str(self.member)


# Counted by `live` and `written_by`.
OWN_SHEETS = FigureDefinition(
    "fiche publiée", "fiches publiées", "Fiches en ligne que vous signez, y compris à plusieurs."
)


def written_by(user, path: str = "") -> models.Q:
    """Return the condition of the sheets, reached by `path`, of which `user` is the author or a co-author."""
    coauthored_sheets = Authorship.objects.filter(member=user).values("sheet")
    # By key: the owner is a column of another table, for which the database would read all sheets.
    own_pages = Page.objects.filter(owner=user).values("pk")
    return models.Q(**{f"{path}pk__in": own_pages}) | models.Q(**{f"{path}pk__in": coauthored_sheets})


def editable_by(user) -> models.Q | None:
    """Return the condition of the sheets that `user` writes or reviews; None outside the network."""
    if not is_network_member(user):
        return None
    return written_by(user) | models.Q(epm__commune__territory__in=watched_territories(user))


def author_keys(sheet) -> list[int]:
    return [key for key in (sheet.owner_id, *(member.pk for member in sheet.coauthors)) if key]


def authors_of(sheet) -> models.QuerySet[Member]:
    """Return the active authors and co-authors, who are notified."""
    return Member.objects.filter(is_active=True, pk__in=author_keys(sheet))
