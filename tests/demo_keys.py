"""Keys of the objects of the demo that `tests.pages` names, read from the database in use."""

import re
from datetime import timedelta
from itertools import permutations

from django.utils import timezone

from accueil.declic.bodies.models import BodyApproval
from accueil.declic.reimbursements.models import TicketStatement
from accueil.declic.tickets.models.batch import TicketBatch
from accueil.declic.tickets.models.ledger import LedgerEntry
from accueil.telework.bookings.models.booking import SeatBooking
from accueil.telework.trials.models import TeleworkTrial
from accueil.visio.appointments.models import Appointment
from accueil.visio.opinions.models import OpinionTablet
from accueil.visio.partners.models import InterviewMotive, Partner, PartnerService
from accueil.visio.rooms.models import VisioDesk
from accueil.visio.slots.models import OpeningSlot
from alertes.occasions.letters.enums import LetterState
from alertes.occasions.letters.models import Letter
from b2i.admission.learner_import.models import LearnerImport
from b2i.frameworks.models.can_do import CanDo
from b2i.frameworks.models.crosswalk import Crosswalk
from b2i.frameworks.models.framework import Skill
from b2i.outcomes.adoption.models import ProposedVersion
from b2i.outcomes.jury.models.candidacy import Candidacy
from b2i.outcomes.jury.models.frozen_paper import FrozenPaper
from b2i.outcomes.jury.models.session import JuryDossier, JurySession
from b2i.outcomes.statements.models import Statement
from b2i.people.learners.models.learner import Learner
from b2i.privacy.retention.models import Elimination
from b2i.records.evidence.models import EvidenceFile
from b2i.records.grids.models import GroupSession
from b2i.records.validation.models.accreditation import Accreditation
from b2i.records.validation.models.validation import Proposal, Validation
from enquetes.design.variables.models import AnswerCode
from enquetes.fieldwork.kiosks.models import Kiosk
from enquetes.fieldwork.paper.models.batch import PaperBatch
from enquetes.fieldwork.personal_codes.models import CodeBatch
from enquetes.preparation.answer_files.models import BroughtFile
from enquetes.preparation.cleaning.models import CleaningEntry
from enquetes.preparation.duplicates.models import DuplicateGroup
from extranet.access.access_review.models import ReviewedTeam
from extranet.demo.surveys.coded_survey import SLUG as CODED_SURVEY
from extranet.demo.surveys.paper_survey import SLUG as PAPER_SURVEY
from extranet.public.breaches.models import Breach
from formation.offer.needs.models import Wish
from formation.proof.archives.models import TrainingElimination
from formation.proof.attendance.models.signed_sheet import SignedSheet
from formation.proof.dossiers.models import SessionDossier
from formation.proof.evaluation.access import evaluations_due
from formation.proof.evaluation.enums import Moment
from formation.proof.evaluation.questionnaires import SLUGS
from formation.proof.signatories.models import Signatory
from formation.sessions.carpool.neighbours import NEIGHBOUR_DETOUR_KM, departure_commune, detour
from formation.sessions.carpool.permissions import may_share_ride
from formation.sessions.enums import PlaceKind
from formation.sessions.models.session import Session
from formation.year.replacement.models import ReplacementCall
from forums.messages.corrections.models import EarlierText
from forums.messages.first_links.models import HeldMessage
from forums.moderation.models import PostReport
from forums.threads.topics.models import TopicAddress
from patrimoine.outings.enums import OutingKind
from patrimoine.outings.models import Outing
from patrimoine.sites.enums import HeritageState
from patrimoine.sites.models import HeritagePlace
from patrimoine.trails.models import HeritageTrail
from patrimoine.works.enums import WorkKind
from patrimoine.works.models import HeritageWork
from projets.portfolio.funding.enums import LineKind
from projets.portfolio.funding.models import FundingLine
from projets.portfolio.pooling.enums import PoolingState
from projets.portfolio.pooling.models import Pooling
from projets.portfolio.projects.enums import ProjectState
from projets.portfolio.projects.models import Project
from projets.portfolio.stories.models import ProjectStory
from projets.steering.committee.models import Mandate
from projets.steering.decisions.models import SteeringDecision
from projets.steering.enums import SteeringState
from projets.steering.meetings.models.meeting import SteeringMeeting
from qualite.labelling.enums import FileStage
from qualite.labelling.self_assessment.models.answer import ProofFile
from qualite.labelling.self_assessment.models.assessment import Assessment
from qualite.labelling.visits.models import Visit
from qualite.lending.loans.models.loan import Loan
from questionnaires.questions.models import Question
from reseau.calendar.agenda.models import Meeting
from reseau.directory.place_import.models import PlaceImport
from reseau.directory.place_visits.models import PlaceVisit
from reseau.people.members.models.member import Member
from reseau.texts.tags.models import Tag
from reseau.web.signed_links import link_token
from ressources.authoring.imports.models import ImportBatch
from ressources.library.collections.models import Collection
from ressources.library.readers.models import Feedback
from ressources.sheets.models.workshop import WorkshopPage
from ressources.workshops.open_workshops.models.workshop import OpenWorkshop
from tests.pages import ANIMATOR, CARD, TERRITORIAL


def agenda_keys(animator: Member) -> dict[str, int]:
    """Return a workshop open to all, and meetings of each audience."""
    meetings = {meeting.audience: meeting.pk for meeting in Meeting.objects.order_by("-pk")}
    own = Meeting.objects.filter(announced_by__email=TERRITORIAL).order_by("pk").first()
    workshop = OpenWorkshop.objects.to_come().filter(epm__in=animator.epm_ids).first()
    return {
        "open_workshop": workshop.pk,
        "open_meeting": meetings["public"],
        "meeting": meetings["member"],
        "own_meeting": own.pk,
    }


def demo_keys() -> dict[str, int | str]:
    """Return the values for the keys in the addresses of `tests.pages`."""
    trained = Member.objects.get(email=ANIMATOR)
    session = next(candidate for candidate in Session.objects.upcoming() if may_share_ride(trained, candidate))
    sheet = WorkshopPage.objects.get(slug="acheter-en-ligne-sans-crainte-ni-mauvaise-surprise")
    question_sheet = Feedback.objects.get(kind="question", sender__email=ANIMATOR).sheet_id
    collection = Collection.objects.get(title="Ateliers d’automne").pk
    learner = Learner.objects.get(card_number=CARD).pk
    run = WorkshopPage.objects.get(slug="choisir-des-mots-de-passe-solides-et-les-retrouver").pk
    returned = WorkshopPage.objects.get(draft_title="Recadrer et alléger ses photos").pk
    review = WorkshopPage.objects.get(draft_title="Garder un ordinateur en bonne santé").pk
    sheets = {"sheet": sheet.pk, "adaptation": sheet.adaptations.get().sheet_id, "kept": question_sheet, "run": run}
    wish = Wish.objects.get(training__slug="illettrisme-et-numerique")
    sheets |= {"wish": wish.pk, "training": wish.training_id}
    sheets |= {"returned": returned, "review": review, "batch": ImportBatch.objects.get().pk}
    paper = SignedSheet.objects.get().session
    attendance = {"half_day": session.half_days.first().pk, "done": paper.pk, "closed": paper.half_days.first().pk}
    attendance |= {"attended": paper.enrolments.confirmed().first().pk, **agenda_keys(trained)}
    evaluation_keys = {moment: past.pk for past, moment in reversed(evaluations_due(trained, timezone.localdate()))}
    sessions = {"session": session.pk, "held": evaluation_keys["cold"], "latest": evaluation_keys["hot"]}
    other_keys = {
        "year": timezone.localdate().year,
        "table": LearnerImport.objects.get().pk,
        **elimination_keys(),
        "dossier": SessionDossier.objects.get().pk,
        "learner": learner,
        **forum_keys(),
        **letter_keys(trained),
        "collection": collection,
        "trained": trained.pk,
        "grid": GroupSession.objects.get(title="Permanence du jour").pk,
    }
    proposal = Proposal.objects.decidable_by(trained).first()
    other_keys |= {"to_validate": proposal.pk, "waiting": proposal.record.learner_id, **framework_keys()}
    other_keys["validated"] = Validation.objects.granted().get(record__learner=learner, skill__code="D3.1").proposal_id
    other_keys["other"] = Learner.objects.get(card_number="46-0003").pk
    other_keys["accreditation"] = Accreditation.objects.order_by("pk").first().pk
    other_keys["practised"] = Skill.objects.get(code="D5.1", domain__framework__is_record_base=True).pk
    other_keys |= questionnaire_keys() | file_keys() | charter_keys(trained) | people_keys(trained) | loan_keys(trained)
    return {**other_keys, **jury_keys(learner), **ride_keys(), **sessions, **sheets, **attendance, **word_keys()}


def people_keys(trained: Member) -> dict[str, int]:
    call, team = ReplacementCall.objects.get(), ReviewedTeam.objects.unanswered().first()
    visit = PlaceVisit.objects.filter(visitor__email=TERRITORIAL).earliest("pk")
    last_month = timezone.localdate().replace(day=1) - timedelta(days=1)
    return {
        "activity_year": last_month.year,
        "activity_month": last_month.month,
        "position": trained.positions.get().pk,
        **ticket_keys(),
        **project_keys(trained),
        **committee_keys(trained),
        "replacement": call.pk,
        "reviewed": team.pk,
        "breach": Breach.objects.earliest("pk").pk,
        "place_visit": visit.pk,
        "places": PlaceImport.objects.waiting().get().pk,
        "places_done": PlaceImport.objects.confirmed().get().pk,
    }


def elimination_keys() -> dict[str, int]:
    return {
        "elimination": Elimination.objects.get(visa_on=None).pk,
        "carried_out": Elimination.objects.exclude(visa_on=None).get().pk,
        "training_list": TrainingElimination.objects.get(visa_on=None).pk,
        "training_done": TrainingElimination.objects.exclude(visa_on=None).get().pk,
        "signatory": Signatory.objects.get().pk,
    }


def forum_keys() -> dict[str, int]:
    reported = PostReport.objects.open().filter(post__topic__forum__slug="figeac").latest("pk")
    return {
        "first_link": HeldMessage.objects.get().pk,
        "corrected": EarlierText.objects.get(post__withdrawn=None).post_id,
        "reported": reported.post_id,
        "arranged": TopicAddress.objects.get().topic_id,
    }


def loan_keys(animator: Member) -> dict[str, int | str]:
    """Return an equipment of the place of `animator`, a loan to come, one that they should have returned; its seats."""
    late = Loan.objects.overdue().get(epm__in=animator.epm_ids)
    coming = Loan.objects.open().filter(equipment__epm__in=animator.epm_ids).latest("start")
    return {"equipment": coming.equipment_id, "coming_loan": coming.pk, "late_loan": late.pk} | place_keys(animator)


def place_keys(animator: Member) -> dict[str, int | str]:
    return telework_keys(animator) | visio_keys(animator) | heritage_keys(animator)


def telework_keys(animator: Member) -> dict[str, int | str]:
    """Return a seat of the place of `animator`, an agreement there and its next day, a trial and its first month."""
    booking = SeatBooking.objects.to_confirm().filter(seat__telecentre__epm__in=animator.epm_ids).earliest("date", "pk")
    agreement = booking.series.agreement_id
    keys = {"seat": booking.seat_id, "seat_agreement": agreement, "seat_day": booking.date.isoformat()}
    trial = TeleworkTrial.objects.get()
    return keys | {"trial": trial.pk, "trial_year": trial.starts_on.year, "trial_month": trial.starts_on.month}


def visio_keys(animator: Member) -> dict[str, int | str]:
    """Return a room, a desk, a slot and appointments of the place of `animator`; a motive, a service of the CAF."""
    slot = OpeningSlot.objects.filter(room__epm__in=animator.epm_ids).earliest("pk")
    coming = Appointment.objects.to_come().filter(room__epm__in=animator.epm_ids).latest("day", "pk")
    past = Appointment.objects.filter(room__epm__in=animator.epm_ids, state="seen").latest("day", "pk")
    return {
        "offered_here": PartnerService.objects.filter(partner=slot.partner_id).earliest("pk").pk,
        "appointment": coming.pk,
        "past_appointment": past.pk,
        "appointment_link": link_token(coming),
        "partner_link": link_token(Partner.objects.get(slug="caf")),
        "visio_room": slot.room_id,
        "visio_desk": VisioDesk.objects.filter(epm__in=animator.epm_ids).earliest("pk").pk,
        "visio_slot": slot.pk,
        "motive": InterviewMotive.objects.earliest("pk").pk,
        "visio_service": PartnerService.objects.filter(partner__slug="caf").earliest("pk").pk,
    }


def heritage_keys(animator: Member) -> dict[str, int | str]:
    """Return a published place, a draft of `animator` with its photo and agreement, what waits for Gourdon, a trail."""
    draft = HeritagePlace.objects.get(author=animator, state=HeritageState.DRAFT)
    waiting = HeritagePlace.objects.get(state=HeritageState.SUBMITTED)
    return {
        "heritage": HeritageWork.objects.filter(kind=WorkKind.SOUND).earliest("pk").place.slug,
        "own_heritage": draft.slug,
        "heritage_work": draft.works.get().pk,
        "maker_agreement": draft.agreements.get().pk,
        "outing": Outing.objects.kept().get(kind=OutingKind.WALK).pk,
        "sent_heritage": waiting.slug,
        "walk": HeritageTrail.objects.published().get().slug,
        "sent_trail": HeritageTrail.objects.get(state=HeritageState.SUBMITTED).slug,
    }


def ticket_keys() -> dict[str, int | str]:
    """Return the batch of Cahors and a ticket of it, an approved body and one whose approval is over."""
    batch = TicketBatch.objects.filter(territory__slug="cahors").earliest("pk")
    ticket = batch.tickets.earliest("pk")
    approval = BodyApproval.objects.filter(ends_on=None).earliest("pk")
    closed = BodyApproval.objects.filter(ends_on__isnull=False).earliest("pk")
    debit = LedgerEntry.objects.standing().filter(body=approval.body_id, delivery__isnull=False).earliest("pk")
    debits = {"debit": debit.pk, "paid_delivery": debit.delivery_id}
    bodies = {"approval": approval.pk, "ticket_body": approval.body_id, "closed_body": closed.body_id}
    statement = TicketStatement.objects.earliest("pk").pk
    return {
        "ticket_statement": statement,
        "ticket_batch": batch.pk,
        "ticket": ticket.pk,
        "ticket_code": ticket.code_words,
        **bodies,
        **debits,
    }


def project_keys(animator: Member) -> dict[str, int | str]:
    own = Project.objects.filter(proposed_by=animator)
    idea = own.get(state=ProjectState.IDEA)
    told = ProjectStory.objects.select_related("sheet").earliest("pk")
    line = FundingLine.objects.get(project__in=own, kind=LineKind.GRANTED)
    return {
        "project": own.get(state=ProjectState.RUNNING).pk,
        "closed_project": told.project_id,
        "told_story": told.sheet.slug,
        "pooling": Pooling.objects.get(state=PoolingState.OPEN).pk,
        "agreement": Pooling.objects.get(state=PoolingState.ORDERED).pk,
        "idea": idea.pk,
        "milestone": idea.milestones.first().pk,
        "risk": idea.risks.first().pk,
        "funder": line.funder_id,
        "funding_line": line.pk,
    }


def committee_keys(animator: Member) -> dict[str, int]:
    coming = SteeringMeeting.objects.get(state=SteeringState.CONVENED)
    draft = SteeringMeeting.objects.get(state=SteeringState.HELD)
    return {
        "committee_position": Mandate.objects.exclude(outsider="").earliest("since").position_id,
        "past_steering": SteeringMeeting.objects.get(state=SteeringState.APPROVED).pk,
        "draft_steering": draft.pk,
        "draft_item": draft.items.first().pk,
        "decision": SteeringDecision.objects.get(item__meeting=draft).pk,
        "next_steering": coming.pk,
        "steering_item": coming.items.first().pk,
        "seated": animator.pk,
    }


def charter_keys(animator: Member) -> dict[str, int]:
    own = Assessment.objects.filter(epm__in=animator.epm_ids)
    draft = own.get(stage=FileStage.DRAFT)
    return {
        "charter_draft": draft.pk,
        "charter_past": own.get(stage=FileStage.DECIDED).pk,
        "criterion": ProofFile.objects.get(answer__assessment=draft).answer.criterion_id,
        "action": draft.actions.earliest("pk").pk,
        "charter_visit": Visit.objects.planned().of_visitor(animator).get().assessment_id,
        "charter_sent": Assessment.objects.filter(stage=FileStage.SUBMITTED).earliest("pk").pk,
        "charter_seen": Assessment.objects.get(stage=FileStage.VISITED).pk,
    }


def letter_keys(animator: Member) -> dict[str, int]:
    letter = Letter.objects.visible_to(animator).filter(state=LetterState.SENT).latest("week")
    own = Letter.objects.to_leave().get(territory__slug=TERRITORIAL.split("@")[0].split(".")[1])
    return {"letter": letter.pk, "own_letter": own.pk}


def file_keys() -> dict[str, int]:
    """Return the skill of the photo, and the recording."""
    files = EvidenceFile.objects
    return {"skill": files.get(kind="png").evidence.skill_id, "recording": files.get(kind="wav").pk}


def questionnaire_keys() -> dict[str, int | str]:
    """Return a section of the questionnaire being written, its question that depends on another; what surveys name."""
    draft = {"version__questionnaire__slug": SLUGS[Moment.COLD], "version__frozen": None}
    asked = Question.objects.get(**draft, conditions__isnull=False)
    batch = PaperBatch.objects.get(campaign__slug=PAPER_SURVEY)
    cleaned = CleaningEntry.objects.get(collected__campaign=batch.campaign)
    codes = CodeBatch.objects.get(campaign__slug=CODED_SURVEY)
    kiosk = Kiosk.objects.get()
    surveys = {"paper_batch": batch.pk, "cleaned": cleaned.collected_id, "brought": BroughtFile.objects.get().pk}
    tablet = OpinionTablet.objects.get()
    surveys |= {"video_place": tablet.epm.slug, "tablet_address": tablet.token}
    surveys |= {"kiosk": kiosk.pk, "kiosk_address": kiosk.token, "code_batch": codes.pk}
    surveys |= {"answer_code": AnswerCode.objects.order_by("rank").first().pk}
    surveys |= {"duplicate": DuplicateGroup.objects.order_by("pk").first().pk}
    return surveys | {"asked": asked.pk, "part": asked.section_id}


def word_keys() -> dict[str, int]:
    word, other_word = Tag.objects.order_by("pk").values_list("pk", flat=True)[:2]
    return {"word": word, "other_word": other_word}


def ride_keys() -> dict[str, int]:
    """Return a coming session, and the numbers in the addresses of two members who go there the same way."""
    for session in Session.objects.upcoming().exclude(place_kind=PlaceKind.REMOTE):
        people = Member.objects.filter(pk__in=session.enrolments.confirmed().values("member")).with_live_positions()
        for driver, passenger in permutations(people.order_by("pk"), 2):
            start, by = departure_commune(driver), departure_commune(passenger)
            if start and by and start != by and detour(start, by, session) <= NEIGHBOUR_DETOUR_KM:
                numbers = (int(re.search(r"\d+", member.email)[0]) for member in (driver, passenger))
                return {"shared": session.pk, **dict(zip(("driver", "passenger"), numbers, strict=True))}
    raise AssertionError("Nobody of the demo could share a car.")


def framework_keys() -> dict[str, int]:
    return {
        "can_do": CanDo.objects.current().filter(skill__code="D1.2").first().pk,
        "version": ProposedVersion.objects.awaiting().get().pk,
        "crosswalk": Crosswalk.objects.latest().get(target__slug="pix-crcn").pk,
    }


def jury_keys(learner: int) -> dict[str, int]:
    followed = Learner.objects.visible_to(Member.objects.get(email=ANIMATOR))
    followed_candidacies = Candidacy.objects.open().filter(record__learner__in=followed)
    sent_list = FrozenPaper.objects.lists().kept().latest("pk")
    return {
        "statement": Statement.objects.get(record__learner=learner).pk,
        "jury": JurySession.objects.latest("held_on").pk,
        "frozen_paper": sent_list.pk,
        "sent_jury": sent_list.jury_id,
        "jury_dossier": JuryDossier.objects.get().pk,
        "candidate": followed_candidacies.earliest("pk").record.learner_id,
        "candidacy": Candidacy.objects.delivered().latest("decided_on", "pk").pk,
    }
