"""The steering committee of the demo: fictitious people and partners, three meetings, decisions in each state."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.files.base import ContentFile
from django.utils import timezone

from extranet.demo.files.handouts import handout_pdf
from extranet.demo.files.office import DocumentSection
from projets.portfolio.projects.models import Project
from projets.steering.committee.models import Mandate
from projets.steering.committee.services import appoint, save_position
from projets.steering.decisions.services import move_decision, note_decision
from projets.steering.enums import DecisionState, PositionKind, SteeringPresence, SteeringState
from projets.steering.extracts.services import publish_extract
from projets.steering.meetings.models.agenda import SteeringPaper
from projets.steering.meetings.models.meeting import SteeringMeeting
from projets.steering.meetings.services.agenda import save_item
from projets.steering.meetings.services.meetings import convene_meeting, note_attendance, save_meeting
from projets.steering.minutes.services import approve_minutes, save_minutes
from reseau.documents.files.enums import FileKind
from reseau.people.members.models.member import Member

# Position, kind, holders without account with the weeks since their first day; no holder: a member of the demo.
POSITIONS = (
    ("Présidence de la commission numérique (fictive)", PositionKind.ELECTED,
     (("Claude Exemple (personne fictive)", 90), ("Dominique Modèle (personne fictive)", 30))),
    ("Direction du numérique (fictive)", PositionKind.DEPARTMENT, (("Alix Témoin (personne fictive)", 60),)),
    ("Partenaire\u00a0: action sociale (fictif)", PositionKind.PARTNER, (("Camille Essai (personne fictive)", 60),)),
    ("Partenaire\u00a0: développement territorial (fictif)", PositionKind.PARTNER, ()),
    ("Coordination départementale", PositionKind.NETWORK, ()),
    ("Animateurs des EPM", PositionKind.NETWORK, ()),
)  # fmt: skip
START, END = datetime.time(9, 30), datetime.time(12)
PLACE = "Salle de démonstration, Cahors"


@dataclass(frozen=True, slots=True)
class DemoItem:
    """`project`: rank of its project in the demo; `minutes`: what was said of it, empty before the meeting."""

    title: str
    words: str = ""
    project: int | None = None
    minutes: str = ""


# A meeting whose minutes are approved, the one that approved them, one to come; each with its weeks before today.
APPROVED = 12, (
    DemoItem(
        "Où en est le réseau", "Les lieux ouverts, les personnes formées, ce que les enquêtes disent.",
        minutes="Les chiffres du tableau de bord sont discutés. Le comité demande à les lire deux fois par an.",
    ),
    DemoItem(
        "Un point visio le mardi matin", "Le projet est proposé\u00a0: le comité décide s’il commence.", 1,
        "La salle, le poste et la personne qui accueille sont trouvés. Le comité est favorable.",
    ),
)  # fmt: skip
DRAFT = (
    1,
    (
        DemoItem("Approuver le compte rendu de la séance d’avant", minutes="Approuvé sans changement."),
        DemoItem("Des ateliers hors les murs", "Un premier bilan, avant l’été.", 0),
    ),
)
COMING = (
    -8,
    (DemoItem("Les lavoirs racontés", "Une proposition d’animateurs\u00a0: la lire avant de venir, dix minutes.", 2),),
)
# What visitors read of the second item of the meeting whose minutes are approved.
PUBLIC = (
    "Un point visio ouvre le mardi matin, pour un essai de six mois\u00a0: on y parle à un service public par écran."
)
BUDGET = (
    DocumentSection("Ce que le point visio demande", ("Une pièce fermée.", "Un poste, une caméra, un casque.")),
    DocumentSection("Ce qu’il coûte (fictif)", ("Matériel\u00a0: 1\u202f200\u00a0€.", "Formation\u00a0: deux jours.")),
)


def build_committee(projects: Sequence[Project], *, animators: Sequence[Member], coordinator: Member) -> None:
    """Build it with the services that pages call; past meetings are written as they stood."""
    mandates = _build_positions(members=(coordinator, animators[5]), by=coordinator)
    approved, draft = (_build_held(*each, projects, by=coordinator) for each in (APPROVED, DRAFT))
    _attach_budget(approved, by=coordinator)
    presences = [
        (SteeringPresence.PRESENT, ""),
        (SteeringPresence.REPRESENTED, "une adjointe"),
        (SteeringPresence.EXCUSED, ""),
    ]
    noted = dict(zip((each.pk for each in mandates), presences, strict=False))
    note_attendance(
        meeting=approved, presences=noted | {each.pk: (SteeringPresence.PRESENT, "") for each in mandates[3:]}
    )
    _build_decisions(approved, draft, mandates, projects, by=coordinator)
    approve_minutes(meeting=approved, approved_in=draft)
    visio = approved.items.get(rank=2)
    publish_extract(meeting=approved, words={visio.pk: PUBLIC}, decisions=[visio.decisions.get().pk])
    weeks, items = COMING
    coming = save_meeting(date=_weeks_ago(weeks), start=START, end=END, place=PLACE, by=coordinator)
    _build_items(coming, items, projects)
    convene_meeting(meeting=coming, by=coordinator)


def _build_positions(*, members: Sequence[Member], by: Member) -> list[Mandate]:
    """Return the mandates of today."""
    held, own = [], iter(members)
    for name, kind, outsiders in POSITIONS:
        position = save_position(name=name, kind=kind)
        mandate = None
        for outsider, weeks in outsiders:
            mandate = appoint(position=position, since=_weeks_ago(weeks), by=by, outsider=outsider)
        if kind == PositionKind.NETWORK:
            mandate = appoint(position=position, since=_weeks_ago(60), by=by, member=next(own))
        held += [mandate] if mandate else []
    return held


def _build_held(weeks: int, items: Sequence[DemoItem], projects: Sequence[Project], *, by: Member) -> SteeringMeeting:
    meeting = SteeringMeeting.objects.create(
        date=_weeks_ago(weeks),
        start=START,
        end=END,
        place=PLACE,
        state=SteeringState.HELD,
        convened_at=timezone.now() - datetime.timedelta(weeks=weeks + 3),
    )
    _build_items(meeting, items, projects)
    texts = {row.pk: item.minutes for row, item in zip(meeting.items.all(), items, strict=True) if item.minutes}
    save_minutes(meeting=meeting, texts=texts, by=by)
    return meeting


def _build_items(meeting: SteeringMeeting, items: Sequence[DemoItem], projects: Sequence[Project]) -> None:
    for item in items:
        project = projects[item.project] if item.project is not None else None
        save_item(meeting=meeting, title=item.title, words=item.words, project=project)


def _attach_budget(meeting: SteeringMeeting, *, by: Member) -> None:
    content = handout_pdf("Un point visio, ce qu’il demande (document fictif)", BUDGET)
    item = meeting.items.get(rank=2)
    paper = SteeringPaper(
        item=item, name="Ce qu’il demande.pdf", kind=FileKind.PDF, pages=1, size=len(content), added_by=by
    )
    paper.file.save(paper.name, ContentFile(content), save=False)
    paper.save()


def _build_decisions(
    approved: SteeringMeeting,
    draft: SteeringMeeting,
    mandates: Sequence[Mandate],
    projects: Sequence[Project],
    *,
    by: Member,
) -> None:
    """Note one that is late, one to do, one that is done and one that was given up."""
    figures, visio = approved.items.all()
    team, animators = mandates[1].position, mandates[-1].position
    note_decision(
        item=figures, text="Lire les chiffres du réseau deux fois par an, en mars et en octobre.", position=team,
        due_on=_weeks_ago(2), by=by,
    )  # fmt: skip
    done = note_decision(
        item=visio, text="Commencer le point visio, pour un essai de six mois.", position=animators,
        project=projects[1], due_on=_weeks_ago(4), by=by,
    )  # fmt: skip
    move_decision(
        decision=done, state=DecisionState.DONE, words="La pièce est prête et le poste installé.",
        done_on=_weeks_ago(5), by=by,
    )  # fmt: skip
    dropped = note_decision(item=figures, text="Inviter deux communes.", outsider="Camille Essai (fictif)", by=by)
    move_decision(decision=dropped, state=DecisionState.DROPPED, words="Remis à l’an prochain.", by=by)
    note_decision(
        item=draft.items.get(rank=2), text="Écrire le bilan des ateliers hors les murs.", member=by,
        project=projects[0], due_on=_weeks_ago(-6), by=by,
    )  # fmt: skip


def _weeks_ago(weeks: int) -> datetime.date:
    """A Tuesday, so many weeks ago."""
    day = timezone.localdate() - datetime.timedelta(weeks=weeks)
    return day - datetime.timedelta(days=day.weekday() - 1)
