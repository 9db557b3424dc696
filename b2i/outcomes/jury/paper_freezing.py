"""Freezing of what the jury read and of decisions: « la liste est partie », versions, destruction at the term."""

import hashlib
from contextlib import suppress

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from typst import TypstError

from b2i.outcomes.enums import FrozenPaperKind
from b2i.outcomes.jury.list_state import list_state
from b2i.outcomes.jury.models.candidacy import Candidacy
from b2i.outcomes.jury.models.frozen_paper import FrozenPaper, FrozenPiece, PaperReading
from b2i.outcomes.jury.models.session import JurySession
from b2i.outcomes.jury.paper import decision_paper, jury_paper
from b2i.outcomes.jury.pieces import EvidencePiece, pieces_of
from b2i.outcomes.jury.session_list import candidates_of, session_list_paper
from b2i.records.models import Record
from reseau.documents.papers.paper import Paper
from reseau.people.members.models.member import Member
from reseau.texts.wording import day_in_full
from reseau.web.queries.row_locks import lock_row, lock_rows

CHANGED = "La liste a changé pendant ce temps\u00a0: relisez la page, puis recommencez."
UNPRINTED = "La mise en page a échoué\u00a0: rien n’est gardé. Prévenez qui s’occupe du site."


def send_list(*, jury: JurySession, by: Member, version: int) -> FrozenPaper:
    """Freeze the list of `jury` and the file of each candidate as version `version`: « la liste est partie ».

    A version that has left already is returned as it is: a button pressed twice freezes once. Papers are printed before
    the transaction, which would make others wait. Raises ValidationError without candidates, without the civil identity
    of one, once a decision is noted, or if the list changed meanwhile.
    """
    if sent_list := jury.frozen_papers.lists().filter(version=version).first():
        return sent_list
    state = list_state(jury, by)
    if state.refusal:
        raise ValidationError(state.refusal)
    words = f"partie le {day_in_full(timezone.localdate(), 'j F Y')}, version {version}"
    files = candidates_of(jury, by)
    content = _print(session_list_paper(jury, files, state=words))
    file_contents = {file.candidacy.pk: _print(jury_paper(file, state=f"liste {words}")) for file in files}
    pieces = {file.candidacy.pk: pieces_of(file) for file in files}
    with transaction.atomic():
        lock_row(JurySession.objects.all(), jury.pk)
        if sent_list := jury.frozen_papers.lists().filter(version=version).first():
            return sent_list
        lock_rows(Candidacy.objects.filter(pk__in=file_contents).order_by("pk"))
        state = list_state(jury, by)
        is_same = {candidacy.pk for candidacy in state.candidates} == set(file_contents)
        if state.refusal or not is_same or state.next_version != version:
            raise ValidationError(state.refusal or CHANGED)
        sent_list = _freeze(FrozenPaperKind.LIST, content, jury=jury, version=version, by=by)
        for key, file_content in file_contents.items():
            extra = {"candidacy_id": key, "sent_list": sent_list}
            paper = _freeze(FrozenPaperKind.FILE, file_content, jury=jury, version=version, by=by, **extra)
            _freeze_pieces(paper, pieces[key])
    return sent_list


def freeze_decision(*, candidacy: Candidacy, by: Member) -> FrozenPaper:
    """Freeze the decision just noted on `candidacy`, which the caller has locked, as its next version."""
    jury = candidacy.jury
    decisions = FrozenPaper.objects.filter(candidacy=candidacy, jury=jury, kind=FrozenPaperKind.DECISION)
    version = 1 + decisions.count()
    file = FrozenPaper.objects.filter(candidacy=candidacy, jury=jury, kind=FrozenPaperKind.FILE).order_by("version")
    record = Record.objects.with_learner().get(pk=candidacy.record_id)
    content = _print(decision_paper(record, candidacy, version=version, file=file.defer("content").last()))
    return _freeze(FrozenPaperKind.DECISION, content, jury=jury, version=version, by=by, candidacy_id=candidacy.pk)


def is_frozen(candidacy: Candidacy) -> bool:
    """Return whether a decision of the session of `candidacy` is on a frozen paper."""
    return candidacy.frozen_papers.filter(kind=FrozenPaperKind.DECISION, jury=candidacy.jury_id).exists()


def sent_files(candidacy: Candidacy) -> QuerySet[FrozenPaper]:
    """Return the kept files of `candidacy` that left with a list of its session, the latest first."""
    files = candidacy.frozen_papers.kept().filter(kind=FrozenPaperKind.FILE, jury=candidacy.jury_id)
    return files.order_by("-version")


def frozen_file(candidacy: Candidacy) -> FrozenPaper | None:
    """Return the file that left last with a list of the session of `candidacy`, if its bytes are kept."""
    return sent_files(candidacy).first()


def destroy_ended_papers() -> int:
    """Destroy the bytes of the papers whose term has come; return how many. Safe to repeat."""
    return _destroy(FrozenPaper.objects.ended(timezone.localdate()))


def destroy_papers_of(*, records: QuerySet[Record]) -> int:
    """Destroy the bytes of the papers that name the people of `records`, which are about to be erased."""
    return _destroy(FrozenPaper.objects.naming(records))


def note_readings(*, papers: QuerySet[FrozenPaper], reader: Member) -> None:
    """Note that `reader` takes `papers` away today, once a day for each."""
    readings = [PaperReading(paper_id=key, reader=reader) for key in papers.values_list("pk", flat=True)]
    PaperReading.objects.bulk_create(readings, ignore_conflicts=True)


def _freeze(
    kind: FrozenPaperKind, content: bytes, *, jury: JurySession, version: int, by: Member, **extra
) -> FrozenPaper:
    return FrozenPaper.objects.create(
        kind=kind,
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        jury=jury,
        version=version,
        frozen_by=by,
        **extra,
    )


def _freeze_pieces(paper: FrozenPaper, pieces: list[EvidencePiece]) -> None:
    """Copy the attachments that the storage has, one at a time: together they may not fit in memory."""
    for piece in pieces:
        with suppress(FileNotFoundError), piece.file.file.open("rb") as source:
            content = source.read()
            digest = hashlib.sha256(content).hexdigest()
            FrozenPiece.objects.create(paper=paper, name=piece.name, content=content, sha256=digest)
    FrozenPaper.objects.filter(pk=paper.pk).update(has_pieces=True)


def _print(paper: Paper) -> bytes:
    try:
        return paper.pdf()
    except TypstError as error:
        raise ValidationError(UNPRINTED) from error


def _destroy(papers: QuerySet[FrozenPaper]) -> int:
    FrozenPiece.objects.filter(paper__in=papers.order_by().values("pk")).update(content=None, name="")
    return papers.update(content=None, destroyed_on=timezone.localdate())
