"""Pieces of the dossier of a session. Each is made only when it is written to the archive."""

import datetime
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from io import BytesIO
from typing import BinaryIO

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from formation.proof.attendance.paper import attendance_paper
from formation.proof.certificates.models import Certificate
from formation.proof.certificates.paper import certificate_paper, certificates_on_paper
from formation.proof.dossiers.enums import PieceKind
from formation.proof.dossiers.materials import materials_of
from formation.proof.evaluation.models import answer_days
from formation.proof.evaluation.paper import evaluation_paper
from formation.proof.evaluation.results import results_by_moment
from formation.sessions.enrolment.convocation_paper import convocation_paper
from formation.sessions.enrolment.programme_paper import programme_paper
from formation.sessions.models.half_day import HalfDay
from formation.sessions.models.session import Session
from reseau.documents.dossiers.ascii_names import ascii_file_name, ascii_name, distinct_paths
from reseau.documents.papers.paper import Paper
from reseau.people.members.models.member import Member
from reseau.texts.wording import join_words

FOLDERS = {
    PieceKind.PROGRAMME: "",
    PieceKind.CONVOCATION: "1 Convocations",
    PieceKind.SHEET: "2 Emargement",
    PieceKind.SCAN: "2 Emargement/Feuilles signees",
    PieceKind.EVALUATION: "3 Evaluations",
    PieceKind.CERTIFICATE: "4 Attestations",
    PieceKind.SUPPORT: "5 Supports",
}
TOO_FEW = "Évaluation {moments}\u00a0: moins de cinq réponses, rien n’est montré."


@dataclass(frozen=True, slots=True)
class Piece:
    """A file of the archive, which `open` makes or fetches. `size` in bytes if known, else 0."""

    kind: PieceKind
    path: str
    open: Callable[[], BinaryIO]
    size: int = 0


@dataclass(slots=True)
class SessionPieces:
    """The pieces of one session. `problems`: sentences about what is missing."""

    session: Session
    folder: str
    pieces: list[Piece] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    @property
    def title(self) -> str:
        return f"{self.session.training.title}, {self.session.first_day:%d/%m/%Y}, {self.session.place}"

    def add_papers(self, kind: PieceKind, named_papers: Sequence[tuple[str, Callable[[], Paper]]]) -> None:
        self.add(kind, [(ascii_file_name(name, "pdf"), partial(_render_pdf, make), 0) for name, make in named_papers])

    def add(self, kind: PieceKind, named_files: Sequence[tuple[str, Callable[[], BinaryIO], int]]) -> None:
        folder = "/".join(part for part in (self.folder, FOLDERS[kind]) if part)
        paths = distinct_paths([name for name, _, _ in named_files], folder)
        self.pieces += [
            Piece(kind, path, open_file, size) for path, (_, open_file, size) in zip(paths, named_files, strict=True)
        ]


def sessions_in_order(sessions: QuerySet[Session]) -> QuerySet[Session]:
    """Sessions with the rows that their papers need, earliest first."""
    sessions = sessions.with_dates().select_related("training", "epm__commune", "commune", "created_by")
    return sessions.prefetch_related("half_days__closed_by", "trainers__member").order_by("first_day", "pk")


def folders_of(sessions: Sequence[Session]) -> list[str]:
    """Return unique names of folders: « 2026-03-12 Animer un atelier »."""
    folder_names = [
        ascii_name(f"{session.first_day} {session.training.title}", str(session.pk)) for session in sessions
    ]
    return [path.removeprefix("./") for path in distinct_paths(folder_names, ".")]


def pieces_of(session: Session, *, folder: str, reader: Member | None, day: datetime.date) -> SessionPieces:
    """List the pieces of a session. A constant number of queries, besides those of each paper when it is made.

    `reader` requested the dossier: only sheets that they may read are included. `day` is the date of the request,
    printed on convocations.
    """
    session_pieces = SessionPieces(session, folder)
    session_pieces.add_papers(PieceKind.PROGRAMME, [("Programme", partial(programme_paper, session))])
    session_pieces.add_papers(PieceKind.CONVOCATION, list(_convocations(session, day)))
    session_pieces.add_papers(PieceKind.SHEET, list(_sheets(session)))
    session_pieces.add(PieceKind.SCAN, _scans(session))
    _add_evaluations(session_pieces, day)
    session_pieces.add_papers(PieceKind.CERTIFICATE, list(_certificates(session)))
    supports, problems = materials_of(session.training, reader or AnonymousUser())
    session_pieces.add(PieceKind.SUPPORT, supports)
    session_pieces.problems += problems
    return session_pieces


def _convocations(session: Session, day: datetime.date) -> Iterator[tuple[str, Callable[[], Paper]]]:
    seats = session.enrolments.confirmed().select_related("member").order_by("member__search_name", "pk")
    for seat in seats:
        yield f"Convocation {_sorting_name(seat.member)}", partial(convocation_paper, session, seat.member, day=day)


def _sheets(session: Session) -> Iterator[tuple[str, Callable[[], Paper]]]:
    for half_day in session.half_days.all():
        half_day.session = session
        name = f"Emargement {half_day.date} {half_day.get_part_display()}"
        yield name, partial(attendance_paper, session, [half_day])


def _scans(session: Session) -> list[tuple[str, Callable[[], BinaryIO], int]]:
    sheets = session.signed_sheets.kept().in_term().select_related("half_day")
    return [
        (
            ascii_file_name(f"Feuille signee {_half_day_name(sheet.half_day)}", sheet.kind),
            partial(sheet.file.open, "rb"),
            sheet.size,
        )
        for sheet in sheets
    ]


def _half_day_name(half_day: HalfDay | None) -> str:
    return f"{half_day.date} {half_day.get_part_display()}" if half_day else "session entiere"


def _add_evaluations(session_pieces: SessionPieces, day: datetime.date) -> None:
    """Totals only, from five answers on. Comments stay on the site."""
    hidden_moments = []
    for moment, results in results_by_moment(session_pieces.session, with_words=False).items():
        if results.is_shown:
            papers = [(f"Evaluation {moment.label}", partial(evaluation_paper, session_pieces.session, results))]
            session_pieces.add_papers(PieceKind.EVALUATION, papers)
        elif answer_days(moment, session_pieces.session.last_day)[0] < day:
            hidden_moments.append(moment.label.lower())
    if hidden_moments:
        session_pieces.problems.append(TOO_FEW.format(moments=join_words(hidden_moments)))


def _certificates(session: Session) -> Iterator[tuple[str, Callable[[], Paper]]]:
    """Certificates in force, each loaded only when it is made."""
    certificates = Certificate.objects.in_force().filter(enrolment__session=session)
    certificates = certificates.select_related("enrolment__member").order_by("enrolment__member__search_name", "pk")
    for certificate in certificates:
        yield f"Attestation {_sorting_name(certificate.member)}", partial(_certificate, certificate.pk)


def _certificate(key: int) -> Paper:
    return certificate_paper(certificates_on_paper().get(pk=key))


def _sorting_name(member: Member) -> str:
    """Name for sorting: « Delpech Jeanne »."""
    return f"{member.last_name} {member.first_name}".strip()


def _render_pdf(make: Callable[[], Paper]) -> BinaryIO:
    return BytesIO(make().pdf())
