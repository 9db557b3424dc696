"""The sources of a sheet and its adaptations, as a user may read them."""

from functools import cached_property

from reseau.people.members.models.member import Member
from reseau.permissions import is_network_member
from ressources.sheets.models.contribution import Contribution


class Sources:
    """The sources of a sheet for `user`.

    Pages with many readers join them (`SheetQuerySet.with_sources`, `with_adaptations`).
    """

    def __init__(self, sheet, user) -> None:
        self.sheet, self.user = sheet, user
        self.is_named = is_network_member(user)
        self.lineage = getattr(sheet, "adaptation", None)

    @cached_property
    def contributors(self) -> list[Member]:
        """The contributors, for members of the network."""
        return contributors_of(self.sheet) if self.is_named else []

    @cached_property
    def topic(self):
        """The topic of the forum that the sheet was made from, if the user may read it."""
        origin = getattr(self.sheet, "topic_origin", None)
        return origin.topic_for(self.user) if origin else None

    @cached_property
    def credits(self) -> list[tuple[str, str, str]]:
        """The credits of an adaptation, for everybody; people are named to members only."""
        return list(self.lineage.credit_lines(with_names=self.is_named)) if self.lineage else []

    @property
    def credit_sentences(self) -> list[str]:
        """The credits as sentences, for papers and the feed."""
        return [f"{start} «\u00a0{title}\u00a0»{rest}" for start, title, rest in self.credits]

    @cached_property
    def origin(self):
        """The sheet that it was adapted from, if the user may read it today."""
        return self.lineage.origin_for(self.user) if self.lineage else None

    @property
    def has_newer_origin(self) -> bool:
        return self.is_named and self.origin is not None and self.lineage.has_newer_origin

    @property
    def adaptations(self) -> list[dict]:
        """Title, address and EPM of its adaptations in the library, the latest first."""
        return getattr(self.sheet, "adaptation_rows", [])


def contributors_of(sheet) -> list[Member]:
    """Return the contributors by name, of the last version, or of the published one if its query joined them."""
    rows = getattr(sheet, "contributor_rows", None)
    if rows is None:
        rows = sheet.contributions.by_name().values(*Contribution.shown_fields) if sheet.pk else ()
    first, last = "member__first_name", "member__last_name"
    return [Member(pk=row["member"], first_name=row[first], last_name=row[last]) for row in rows]
