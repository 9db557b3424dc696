"""Keys of the objects of the demo that `tests.pages` names, read from the database in use."""

import re
from datetime import timedelta
from itertools import permutations

from django.utils import timezone

from alertes.letters.enums import LetterState
from alertes.letters.models import Letter
from b2i.adoption.models import ProposedVersion
from b2i.evidence.models import EvidenceFile
from b2i.frameworks.models.can_do import CanDo
from b2i.frameworks.models.crosswalk import Crosswalk
from b2i.frameworks.models.framework import Skill
from b2i.grids.models import GroupSession
from b2i.jury.models import Candidacy, JuryDossier, JurySession
from b2i.learner_import.models import LearnerImport
from b2i.learners.models.learner import Learner
from b2i.retention.models import Elimination
from b2i.statements.models import Statement
from b2i.validation.models.accreditation import Accreditation
from b2i.validation.models.validation import Proposal, Validation
from extranet.access_review.models import ReviewedTeam
from formation.archives.models.elimination import TrainingElimination
from formation.attendance.models.signed_sheet import SignedSheet
from formation.carpool.neighbours import NEIGHBOUR_DETOUR_KM, departure_commune, detour
from formation.carpool.permissions import may_share_ride
from formation.dossiers.models import SessionDossier
from formation.evaluation.access import evaluations_due
from formation.needs.models import Wish
from formation.replacement.models import ReplacementCall
from formation.sessions.enums import PlaceKind
from formation.sessions.models.session import Session
from formation.signatories.models import Signatory
from forums.corrections.models import EarlierText
from forums.first_links.models import HeldMessage
from forums.moderation.models.report import PostReport
from forums.topics.models import TopicAddress
from qualite.loans.models.loan import Loan
from qualite.self_assessment.enums import FileStage
from qualite.self_assessment.models.answer import ProofFile
from qualite.self_assessment.models.assessment import Assessment
from qualite.visits.models import Visit
from reseau.agenda.models.meeting import Meeting
from reseau.members.models.member import Member
from reseau.place_import.models import PlaceImport
from reseau.place_visits.models import PlaceVisit
from reseau.tags.models import Tag
from ressources.collections.models import Collection
from ressources.imports.models import ImportBatch
from ressources.open_workshops.models.workshop import OpenWorkshop
from ressources.readers.models.feedback import Feedback
from ressources.sheets.models.workshop import WorkshopPage
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


def demo_keys() -> dict[str, int]:
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
    other_keys |= file_keys() | charter_keys(trained) | people_keys(trained) | loan_keys(trained)
    return {**other_keys, **jury_keys(learner), **ride_keys(), **sessions, **sheets, **attendance, **word_keys()}


def people_keys(trained: Member) -> dict[str, int]:
    call, team = ReplacementCall.objects.get(), ReviewedTeam.objects.unanswered().first()
    visit = PlaceVisit.objects.filter(visitor__email=TERRITORIAL).earliest("pk")
    last_month = timezone.localdate().replace(day=1) - timedelta(days=1)
    return {
        "activity_year": last_month.year,
        "activity_month": last_month.month,
        "position": trained.positions.get().pk,
        "replacement": call.pk,
        "reviewed": team.pk,
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


def loan_keys(animator: Member) -> dict[str, int]:
    """Return an equipment of the place of `animator`, a loan of it to come, and one that they should have returned."""
    late = Loan.objects.overdue().get(epm__in=animator.epm_ids)
    coming = Loan.objects.open().filter(equipment__epm__in=animator.epm_ids).latest("start")
    return {"equipment": coming.equipment_id, "coming_loan": coming.pk, "late_loan": late.pk}


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
    return {
        "statement": Statement.objects.get(record__learner=learner).pk,
        "jury": JurySession.objects.latest("held_on").pk,
        "jury_dossier": JuryDossier.objects.get().pk,
        "candidate": followed_candidacies.earliest("pk").record.learner_id,
        "candidacy": Candidacy.objects.delivered().latest("decided_on", "pk").pk,
    }
