"""Where the list of a session of the jury is: draft, sent, to send again, destroyed; and why it cannot leave."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Prefetch

from b2i.outcomes.enums import FrozenPaperKind
from b2i.outcomes.jury.models.candidacy import Candidacy
from b2i.outcomes.jury.models.centre_opinion import CentreOpinion
from b2i.outcomes.jury.models.civil_identity import CivilIdentity
from b2i.outcomes.jury.models.frozen_paper import FrozenPaper, PaperReading
from b2i.outcomes.jury.models.session import JurySession

EMPTY = "Personne n’est devant ce jury\u00a0: la liste est vide."
NO_IDENTITY = "Il manque l’état civil de {names}\u00a0: son EPM le note, sur la page du dossier."
NO_IDENTITIES = "Il manque l’état civil de {names}\u00a0: leurs EPM le notent, sur la page du dossier."
DECIDED = "Une décision est notée\u00a0: ce que le jury a lu ne change plus."
NAMES_SHOWN = 5


@dataclass(frozen=True, slots=True)
class ListState:
    """The frozen papers of a session, without their bytes, the latest first; and its candidates of today."""

    papers: list[FrozenPaper]
    candidates: list[Candidacy]

    @property
    def versions(self) -> list[FrozenPaper]:
        """The lists that left, the latest first."""
        return [paper for paper in self.papers if paper.kind == FrozenPaperKind.LIST]

    @property
    def latest(self) -> FrozenPaper | None:
        return next(iter(self.versions), None)

    @property
    def next_version(self) -> int:
        return self.latest.version + 1 if self.latest else 1

    @property
    def is_decided(self) -> bool:
        """Whether the jury has met, as far as the site knows."""
        return any(candidacy.is_decided for candidacy in self.candidates)

    @property
    def is_current(self) -> bool:
        """Whether the latest list can be read, and names the candidates of today, each with their file."""
        if not self.latest or not self.latest.is_readable:
            return False
        files = [paper for paper in self.papers if paper.sent_list_id == self.latest.pk and paper.is_readable]
        return {paper.candidacy_id for paper in files} == {candidacy.pk for candidacy in self.candidates}

    @property
    def refusal(self) -> str:
        """Why the list cannot leave, or nothing."""
        missing = [str(candidacy.learner) for candidacy in self.candidates if not candidacy.has_identity]
        if self.is_decided:
            return DECIDED
        if not self.candidates:
            return EMPTY
        if not missing:
            return ""
        rest = len(missing) - NAMES_SHOWN
        names = ", ".join(missing[:NAMES_SHOWN]) + (f" et {rest} de plus" if rest > 0 else "")
        return (NO_IDENTITIES if len(missing) > 1 else NO_IDENTITY).format(names=names)


def list_state(jury: JurySession, reader) -> ListState:
    """Return where the list of `jury` is, as `reader` may know it. Three queries.

    Each paper bears `is_readable`. Each candidate bears `has_identity`, `has_opinion`, and its own papers in
    `sent_files` and `decision_papers`, the latest first.
    """
    readings = Prefetch("readings", PaperReading.objects.select_related("reader"))
    papers = list(
        jury.frozen_papers.with_readability()
        .defer("content")
        .select_related("frozen_by")
        .prefetch_related(readings)
        .order_by("-version", "pk")
    )
    candidates = list(
        Candidacy.objects.visible_to(reader)
        .standing()
        .filter(jury=jury)
        .select_related("record__learner__member", "record__learner__epm")
        .annotate(
            has_identity=Exists(CivilIdentity.objects.filter(candidacy=OuterRef("pk"))),
            has_opinion=Exists(CentreOpinion.objects.filter(candidacy=OuterRef("pk"))),
        )
    )
    for candidacy in candidates:
        own_papers = [paper for paper in papers if paper.candidacy_id == candidacy.pk]
        candidacy.sent_files = [paper for paper in own_papers if paper.kind == FrozenPaperKind.FILE]
        candidacy.decision_papers = [paper for paper in own_papers if paper.kind == FrozenPaperKind.DECISION]
    return ListState(papers, candidates)
