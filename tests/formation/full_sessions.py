"""A session with everything that its dossier may hold."""

from django.core.files.base import ContentFile

from formation.offer.catalogue.models.training import KitSheet
from formation.proof.attendance.enums import SheetFormat
from formation.proof.attendance.models.signed_sheet import SignedSheet
from formation.proof.attendance.services.attendance import close_attendance
from formation.sessions.models.session_people import SessionTrainer
from tests.factories.formation import EnrolmentFactory, SessionFactory, in_days
from tests.factories.reseau import MemberFactory, PositionFactory
from tests.factories.ressources import AttachmentFactory, DraftFactory, SheetContentFactory, SheetFactory
from tests.formation.evaluations import evaluate

SCAN = b"%PDF-1.7 feuille signee"


def full_session(training, epm, *, by, people=5, answers=5, days=7):
    """A session closed a week ago: `people` participants, `answers` evaluations, a scan, a kit of one sheet."""
    session = SessionFactory(training=training, epm=epm, dates=[in_days(-days)])
    trainer = PositionFactory(epm=epm, member=MemberFactory(first_name="Zoé", last_name="Formatrice")).member
    SessionTrainer.objects.create(session=session, member=trainer, is_lead=True)
    enrolments = EnrolmentFactory.create_batch(people, session=session)
    (half_day,) = session.half_days.all()
    close_attendance(half_day=half_day, presences=enrolments, by=by)
    scan = SignedSheet(session=session, half_day=half_day, kind=SheetFormat.PDF, size=len(SCAN), added_by=by)
    scan.file.save("feuille.pdf", ContentFile(SCAN))
    for rank in range(answers):
        evaluate(session, day=in_days(-days), teaching=3, comfort=2, went_well=f"Mot secret {rank}")
    if not training.kit_sheets.exists():
        sheet = SheetFactory(epm=epm, data=SheetContentFactory(title="Choisir un mot de passe"))
        AttachmentFactory(sheet=sheet, name="Mémo été.pdf", kind="pdf")
        training.kit_sheets.add(KitSheet(sheet=sheet))
        training.kit_sheets.add(KitSheet(sheet=DraftFactory(data=SheetContentFactory(title="Brouillon secret"))))
        training.save()
    return session
