"""The demo's evidence with a photo, a recording, a document and a link; the grids of two workshops, one of today.

Only practised skills get more evidence, so that the counts of records do not change.
"""

from dataclasses import replace

from django.core.files.base import ContentFile
from django.utils import timezone

from b2i.frameworks.models.framework import Skill
from b2i.people.learners.models.learner import Learner
from b2i.records.enums import EvidenceKind, HelpGiven
from b2i.records.evidence.enums import SOUNDS
from b2i.records.evidence.models import EvidenceFile
from b2i.records.evidence.services import (
    add_fact_with_files,
    check_document,
    check_link,
    check_photo,
    check_recording,
    write_transcript,
)
from b2i.records.grids.grid import CellKey
from b2i.records.grids.models import GroupSession
from b2i.records.grids.services import open_group_session, save_page_ticks
from b2i.records.models import Record
from extranet.demo.files.drawings import render_drawing
from extranet.demo.files.office import DocumentSection, odt
from extranet.demo.files.sounds import render_ring_tone
from reseau.people.members.models.member import Member
from ressources.workshops.deliveries.models.delivery import Delivery
from ressources.workshops.deliveries.services import open_sheet_session

LETTER = odt(
    "Lettre à la mairie",
    (
        DocumentSection(
            "Madame, Monsieur,", ("Je souhaite inscrire mon petit-fils à la cantine.", "Bien cordialement.")
        ),
    ),
)
ROWS, COLUMNS = 6, 4


def build_evidence(*, animator: Member) -> None:
    """Build evidence of the record of the first card, which `animator` keeps."""
    record = Record.objects.on_base().get(learner=Learner.objects.visible_to(animator).order_by("card_number").first())
    evidence_lines = record.evidence.select_related("skill__domain").order_by("skill__order", "skill__domain__order")
    skills = {line.skill.code: line.skill for line in evidence_lines}
    exercise, own_need, home = "En atelier, sur un exercice", "En atelier, pour une vraie démarche", "À la maison"
    for code, kind, situation, text, pieces in (
        (
            "D1.1",
            EvidenceKind.SITUATION,
            exercise,
            "Devait brancher la souris et le clavier\u00a0: a trouvé chaque prise d’après le dessin.",
            [_photo("ordinateur")],
        ),
        ("D3.1", EvidenceKind.WORK, own_need, "A écrit une lettre à la mairie", [_letter()]),
        (
            "D3.2",
            EvidenceKind.WORK,
            exercise,
            "A composé une sonnerie de trois notes pour son téléphone",
            [_ring_tone()],
        ),
        ("D5.1", EvidenceKind.TOLD, home, "A raconté comment elle écrit à sa famille", [_link()]),
    ):
        if code in skills:
            add_fact_with_files(
                record=record,
                skill=skills[code],
                observed_by=animator,
                pieces=pieces,
                kind=kind,
                situation=situation,
                text=text,
                help_given=HelpGiven.ALONE,
            )
    for recording in EvidenceFile.objects.filter(evidence__record=record, kind__in=SOUNDS):
        write_transcript(
            file=recording, by=animator, text="Trois notes qui montent, do, mi, sol. Puis un silence. Sans parole."
        )
    build_grids(animator=animator, skills=list(skills.values()))


def build_grids(*, animator: Member, skills: list[Skill]) -> None:
    """Build the grid of the animator's latest delivery, and a half-ticked grid of today."""
    learners = list(Learner.objects.visible_to(animator).order_by("card_number")[:ROWS])
    people = {"learners": learners, "skills": skills[:COLUMNS]}
    epm = animator.main_position.epm
    today = open_group_session(
        epm=epm, date=timezone.localdate(), title="Permanence du jour", led_by=animator, **people
    )
    tick_practised(today, animator, maximum=ROWS)
    delivery = Delivery.objects.filter(member=animator, epm=epm).select_related("sheet").latest_first().first()
    if delivery:
        title = delivery.sheet.title[:120]
        session = open_sheet_session(
            sheet=delivery.sheet, by=animator, epm=epm, date=delivery.date, title=title, **people
        )
        tick_practised(session, animator)


def tick_practised(session: GroupSession, animator: Member, *, maximum: int | None = None) -> None:
    lines = Record.objects.on_base().filter(
        learner__in=session.learners.all(), evidence__skill__in=session.skills.all()
    )
    pairs = lines.order_by("learner", "evidence__skill").values_list("learner", "evidence__skill").distinct()
    save_page_ticks(
        session=session, ticked_cells=[CellKey(*pair) for pair in pairs[:maximum]], initial_cells=(), by=animator
    )


def _photo(drawing: str):
    photo = check_photo(file=ContentFile(render_drawing(drawing), name="Les prises de l’ordinateur.png"))
    return replace(photo, in_words="L’intérieur d’un ordinateur, dessiné, avec le numéro de quatre pièces.")


def _ring_tone():
    sound = check_recording(file=ContentFile(render_ring_tone(), name="Ma sonnerie.wav"))
    return replace(sound, in_words="Trois notes qui montent, do, mi, sol, sans parole.")


def _letter():
    return check_document(file=ContentFile(LETTER, name="Lettre à la mairie.odt"))


def _link():
    return check_link(address="https://www.example.org/carnet-de-voyage")
