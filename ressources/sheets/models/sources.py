"""What a sheet was made of, and what was made of it, as each may read it."""

from functools import cached_property

from reseau.members.models.member import Member
from reseau.permissions import is_network_member
from ressources.sheets.models.contribution import Contribution


class Sources:
    """Pages read by many join what is asked here (`SheetQuerySet.with_sources`, `with_adaptations`)."""

    def __init__(self, sheet, user) -> None:
        self.sheet, self.user = sheet, user
        self.is_named = is_network_member(user)
        self.lineage = getattr(sheet, "adaptation", None)

    @cached_property
    def contributors(self) -> list[Member]:
        """Named to members of the network, as authors are."""
        return contributors_of(self.sheet) if self.is_named else []

    @cached_property
    def topic(self):
        """The topic of the forum that it was born of, for whoever may read it."""
        origin = getattr(self.sheet, "topic_origin", None)
        return origin.topic_for(self.user) if origin else None

    @cached_property
    def credits(self) -> list[tuple[str, str, str]]:
        """What it owes if it was adapted, for everybody; people are named to members."""
        return list(self.lineage.credit_lines(named=self.is_named)) if self.lineage else []

    @property
    def credit_sentences(self) -> list[str]:
        """The same on paper and in the feed."""
        return [f"{start} «\u00a0{title}\u00a0»{rest}" for start, title, rest in self.credits]

    @cached_property
    def origin(self):
        """The sheet that it was adapted from, for whoever may read it today."""
        return self.lineage.origin_for(self.user) if self.lineage else None

    @property
    def has_newer_origin(self) -> bool:
        return self.is_named and self.origin is not None and self.lineage.has_newer_origin

    @property
    def adaptations(self) -> list[dict]:
        """Title, address and EPM of the sheets of the library that were made of it, the latest first."""
        return getattr(self.sheet, "adaptation_rows", [])


def contributors_of(sheet) -> list[Member]:
    """Whose words it took, by name: its last version, or the published one where its readers' pages join them."""
    rows = getattr(sheet, "contributor_rows", None)
    if rows is None:
        rows = sheet.contributions.by_name().values(*Contribution.shown_fields) if sheet.pk else ()
    first, last = "member__first_name", "member__last_name"
    return [Member(pk=row["member"], first_name=row[first], last_name=row[last]) for row in rows]
