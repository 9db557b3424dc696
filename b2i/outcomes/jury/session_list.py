"""List of the candidates of a session, which the jury fills in and signs (`data/liste_jury.typ`)."""

from pathlib import Path

from django.conf import settings
from django.utils import timezone

from b2i.outcomes.jury.jury_file import JuryFile, build_jury_files
from b2i.outcomes.jury.models.candidacy import Candidacy
from b2i.outcomes.jury.models.session import JurySession
from b2i.outcomes.jury.paper import FORM_UNKNOWN, identity_in_words
from b2i.records.models import Record
from reseau.documents.papers.paper import Paper
from reseau.texts.wording import counted, day_in_full

TEMPLATE = Path(__file__).parents[2] / "data" / "liste_jury.typ"
KIND = "Liste de la session de jury"
DRAFT = "brouillon\u00a0: la liste n’est pas partie"
SCOPE = (
    "Le jury propose, le recteur délivre l’attestation (arrêté du 13\u00a0avril 2012, article\u00a06). "
    "Cette liste se détruit comme les dossiers, une fois la décision rendue."
)


def candidates_of(jury: JurySession, reader) -> list[JuryFile]:
    """Return the files of the standing candidates of `jury` that `reader` may read, by name."""
    candidacies = candidacy_keys(jury, reader)
    records = Record.objects.with_learner().in_bulk(candidacies)
    return build_jury_files([records[key] for key in candidacies if key in records], candidacies=candidacies)


def candidacy_keys(jury: JurySession, reader) -> dict[int, int]:
    """Return by key of the record, by name, the key of the candidacy that is before `jury`. A later one is not."""
    candidacies = Candidacy.objects.visible_to(reader).standing().filter(jury=jury)
    return dict(candidacies.order_by("record__learner__member__search_name", "pk").values_list("record", "pk"))


def session_list_paper(jury: JurySession, files: list[JuryFile], *, state: str = DRAFT) -> Paper:
    """Return the list. `state`: whether it has left. Decisions, which come later, are on papers of their own."""
    kind = f"{KIND} (brouillon)" if state == DRAFT else KIND
    return Paper.of(
        TEMPLATE,
        archival_day=timezone.localdate(),
        title=f"{kind}, jury du {day_in_full(jury.held_on, 'j F Y')}",
        kind=kind,
        origin=settings.ORGANISATION,
        organisation=", ".join(part for part in (settings.ORGANISATION, settings.ORGANISATION_ADDRESS) if part),
        site=settings.WAGTAIL_SITE_NAME,
        aim=jury.framework.name,
        facts=[
            ("Référentiel", f"{jury.framework.name}, {jury.framework.version}"),
            ("Session", f"{day_in_full(jury.held_on)}, {jury.place}"),
            ("Académie", jury.academy),
            ("Nombre", counted(len(files), "personne")),
            ("État", state),
        ],
        scope=f"{SCOPE} {FORM_UNKNOWN}",
        rows=[_row(rank, file) for rank, file in enumerate(files, start=1)],
    )


def _row(rank: int, file: JuryFile) -> tuple[str, ...]:
    opinion = f"{file.opinion.get_opinion_display()}, {file.opinion.centre.name}" if file.opinion else "non noté"
    domains = ", ".join(f"{domain.domain.code}\u00a0: {domain.validated}/{domain.total}" for domain in file.domains)
    return str(rank), identity_in_words(file), domains, opinion, ""
