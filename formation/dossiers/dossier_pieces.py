"""Pieces of the dossier of a session. Each is made only when it is written to the archive."""

import datetime
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from io import BytesIO
from typing import BinaryIO

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from formation.attendance.paper import attendance_paper
from formation.certificates.models import Certificate
from formation.certificates.paper import certificate_paper, certificates_on_paper
from formation.dossiers.enums import PieceKind
from formation.dossiers.materials import materials_of
from formation.enrolment.convocation_paper import convocation_paper
from formation.enrolment.programme_paper import programme_paper
from formation.evaluation.enums import Moment
from formation.evaluation.models import answer_days
from formation.evaluation.paper import evaluation_paper
from formation.evaluation.results import results_of
from formation.sessions.models.half_day import HalfDay
from formation.sessions.models.session import Session
from reseau.dossiers.ascii_names import ascii_file_name, ascii_name, distinct_paths
from reseau.members.models.member import Member
from reseau.papers.paper import Paper
from reseau.wording import join_words

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

    def add_papers(self, kind: PieceKind, named: Sequence[tuple[str, Callable[[], Paper]]]) -> None:
        self.add(kind, [(ascii_file_name(name, "pdf"), partial(_printed, make), 0) for name, make in named])

    def add(self, kind: PieceKind, named: Sequence[tuple[str, Callable[[], BinaryIO], int]]) -> None:
        folder = "/".join(part for part in (self.folder, FOLDERS[kind]) if part)
        paths = distinct_paths([name for name, _, _ in named], folder)
        self.pieces += [Piece(kind, path, opens, size) for path, (_, opens, size) in zip(paths, named, strict=True)]


def sessions_in_order(sessions: QuerySet[Session]) -> QuerySet[Session]:
    """Sessions with what their papers need, earliest first."""
    joined = sessions.with_dates().select_related("training", "epm__commune", "commune", "created_by")
    return joined.prefetch_related("half_days__closed_by", "trainers__member").order_by("first_day", "pk")


def folders_of(sessions: Sequence[Session]) -> list[str]:
    """Return unique names of folders: « 2026-03-12 Animer un atelier »."""
    wanted = [ascii_name(f"{session.first_day} {session.training.title}", str(session.pk)) for session in sessions]
    return [path.removeprefix("./") for path in distinct_paths(wanted, ".")]


def pieces_of(session: Session, *, folder: str, reader: Member | None, day: datetime.date) -> SessionPieces:
    """List the pieces of a session. A constant number of queries, besides those of each paper when it is made.

    `reader` asked for the dossier: only sheets that they may read are included. `day` is the date of the request,
    printed on convocations.
    """
    made = SessionPieces(session, folder)
    made.add_papers(PieceKind.PROGRAMME, [("Programme", partial(programme_paper, session))])
    made.add_papers(PieceKind.CONVOCATION, list(_convocations(session, day)))
    made.add_papers(PieceKind.SHEET, list(_sheets(session)))
    made.add(PieceKind.SCAN, _scans(session))
    _add_evaluations(made, day)
    made.add_papers(PieceKind.CERTIFICATE, list(_certificates(session)))
    supports, left_out = materials_of(session.training, reader or AnonymousUser())
    made.add(PieceKind.SUPPORT, supports)
    made.problems += left_out
    return made


def _convocations(session: Session, day: datetime.date) -> Iterator[tuple[str, Callable[[], Paper]]]:
    seats = session.enrolments.confirmed().select_related("member").order_by("member__search_name", "pk")
    for seat in seats:
        yield f"Convocation {_by_name(seat.member)}", partial(convocation_paper, session, seat.member, day=day)


def _sheets(session: Session) -> Iterator[tuple[str, Callable[[], Paper]]]:
    for half_day in session.half_days.all():
        half_day.session = session
        name = f"Emargement {half_day.date} {half_day.get_part_display()}"
        yield name, partial(attendance_paper, session, [half_day])


def _scans(session: Session) -> list[tuple[str, Callable[[], BinaryIO], int]]:
    found = session.signed_sheets.select_related("half_day")
    return [
        (
            ascii_file_name(f"Feuille signee {_of(sheet.half_day)}", sheet.kind),
            partial(sheet.file.open, "rb"),
            sheet.size,
        )
        for sheet in found
    ]


def _of(half_day: HalfDay | None) -> str:
    return f"{half_day.date} {half_day.get_part_display()}" if half_day else "session entiere"


def _add_evaluations(made: SessionPieces, day: datetime.date) -> None:
    """Totals only, from five answers on. Comments stay on the site."""
    few = []
    for moment in Moment:
        results = results_of(made.session, moment)
        if results.is_shown:
            named = [(f"Evaluation {moment.label}", partial(evaluation_paper, made.session, results))]
            made.add_papers(PieceKind.EVALUATION, named)
        elif answer_days(moment, made.session.last_day)[0] < day:
            few.append(moment.label.lower())
    if few:
        made.problems.append(TOO_FEW.format(moments=join_words(few)))


def _certificates(session: Session) -> Iterator[tuple[str, Callable[[], Paper]]]:
    """Certificates in force, each loaded only when it is made."""
    given = Certificate.objects.in_force().filter(enrolment__session=session)
    given = given.select_related("enrolment__member").order_by("enrolment__member__search_name", "pk")
    for certificate in given:
        yield f"Attestation {_by_name(certificate.member)}", partial(_certificate, certificate.pk)


def _certificate(key: int) -> Paper:
    return certificate_paper(certificates_on_paper().get(pk=key))


def _by_name(member: Member) -> str:
    """Name for sorting: « Delpech Jeanne »."""
    return f"{member.last_name} {member.first_name}".strip()


def _printed(make: Callable[[], Paper]) -> BinaryIO:
    return BytesIO(make().pdf())
