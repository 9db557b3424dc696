"""Closed lists: state of a framework, degree of a match between two skills."""

from django.db import models


class FrameworkStatus(models.TextChoices):
    """Whether a framework is in use."""

    CURRENT = "current", "En usage"
    SUPERSEDED = "superseded", "Une version plus récente existe"
    HISTORIC = "historic", "Historique"


class MatchDegree(models.TextChoices):
    """What a counterpart is to a skill, as the mapping relations of SKOS say it (W3C, 18 August 2009, section 10)."""

    EXACT = "exact", "dit la même chose"
    BROADER = "broader", "est plus large"
    PART = "part", "en est une partie"
    RELATED = "related", "a une part commune"

    @property
    def skos(self) -> str:
        """Name of the relation in SKOS."""
        return {
            self.EXACT: "skos:exactMatch",
            self.BROADER: "skos:broadMatch",
            self.PART: "skos:narrowMatch",
            self.RELATED: "skos:relatedMatch",
        }[self]

    @property
    def inverse(self) -> "MatchDegree":
        """The degree read from the counterpart to the skill."""
        return {self.BROADER: MatchDegree.PART, self.PART: MatchDegree.BROADER}.get(self, self)
