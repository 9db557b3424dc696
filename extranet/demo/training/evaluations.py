"""Evaluations of the demo's sessions, notified certificates, and the next version of a questionnaire."""

import random
from datetime import date, timedelta

from django.db.models import OuterRef, Subquery
from django.utils import timezone

from alertes.channels.mails.models.mail import Mail
from alertes.channels.notices.models import Notice
from alertes.enums import MailState
from extranet.demo.content import read_file
from formation.proof.certificates.enums import CertificateShownName
from formation.proof.certificates.models import Certificate
from formation.proof.certificates.services import choose_shown_name
from formation.proof.evaluation.access import is_due, may_answer
from formation.proof.evaluation.enums import Agreement, Moment, Reuse
from formation.proof.evaluation.models import EvaluationRequest
from formation.proof.evaluation.questionnaires import REUSE, SLUGS
from formation.proof.evaluation.services import answer_evaluation
from formation.sessions.models.session import Session
from questionnaires.questions.enums import QuestionKind
from questionnaires.questions.models import Questionnaire, QuestionnaireVersion
from questionnaires.questions.outline import ChoiceOutline
from questionnaires.questions.services.conditions import set_condition
from questionnaires.questions.services.versions import prepare_next_version
from questionnaires.questions.services.writing import add_question, change_question
from questionnaires.translations.services import save_translations
from reseau.people.members.models.member import Member

# Evaluations of the demo's sessions, and notified certificates.
# Most people are rather pleased; some are not.
STEPS = (*[Agreement.FULLY] * 5, *[Agreement.RATHER] * 4, Agreement.RATHER_NOT)
REUSES = (*[Reuse.OFTEN] * 3, *[Reuse.ONCE] * 3, *[Reuse.PLANNED] * 2, Reuse.NO)
ANSWERING_SHARE, WORDED_SHARE = 0.85, 0.4
# Results appear from five answers on: every session of the demo has some.
FEWEST = 5
AFTER = {Moment.HOT: timedelta(), Moment.COLD: timedelta(days=95)}
SCALES = {Moment.HOT: ("teaching", "comfort"), Moment.COLD: ("ease",)}
READ_AFTER = timedelta(days=2)


def build_opinions(*, silent_members: list[Member], draw: random.Random) -> None:
    """Build evaluations. `silent_members` have not evaluated their latest sessions; all others answer in time."""
    today = timezone.localdate()
    sessions = Session.objects.planned().with_dates().filter(last_day__lt=today, evaluations=None)
    for session in sessions.order_by("last_day", "pk"):
        for moment in Moment:
            day = session.last_day + AFTER[moment]
            if day <= today:
                silent_participants = silent_members if is_due(session.last_day, moment, today) else []
                evaluate_session(session, moment, day, silent_participants, draw)


def evaluate_session(
    session: Session, moment: Moment, day: date, silent_participants: list[Member], draw: random.Random
) -> None:
    words, answer_count = read_file("opinions")[moment], 0
    enrolments = may_answer(session.enrolments.all()).select_related("member").order_by("pk")
    for member in (enrolment.member for enrolment in enrolments):
        if member not in silent_participants and (answer_count < FEWEST or draw.random() < ANSWERING_SHARE):
            answers = random_answers(moment, words, draw)
            answer_evaluation(session=session, member=member, moment=moment, answers=answers, today=day)
            answer_count += 1
    # As if everybody had been asked in time, and members without answer reminded.
    requests = EvaluationRequest.objects.filter(enrolment__session=session, moment=moment)
    requests.update(asked=day)
    requests.filter(is_answered=False).update(reminded=day + timedelta(days=7))


def random_answers(moment: Moment, words: dict, draw: random.Random) -> dict:
    """Return values by code of question of the starting questionnaires."""
    answers = {name: str(draw.choice(STEPS)) for name in ("satisfaction", "usefulness", *SCALES[moment])}
    for name, texts in words.items():
        answers[name] = draw.choice(texts) if draw.random() < WORDED_SHARE else ""
    return answers | ({"reuse": draw.choice(REUSES)} if moment == Moment.COLD else {})


def settle_certificates(*, animator: Member) -> None:
    """Mark certificate notices as read; `animator` shows their full name."""
    address = Subquery(Member.objects.filter(pk=OuterRef("member")).values("email"))
    notices = Notice.objects.filter(key__contains=":certificate:")
    told = {int(key.split(":")[3]) for key in notices.values_list("key", flat=True)}
    for certificate in Certificate.objects.filter(pk__in=told).select_related("enrolment__session").order_by("pk"):
        if certificate.enrolment.member_id == animator.pk:
            choose_shown_name(certificate=certificate, shows=CertificateShownName.FULL)
        key = f"session:{certificate.enrolment.session_id}:certificate:{certificate.pk}:issued"
        issued = certificate.issued
        Notice.objects.filter(key=key).update(created=issued, read_at=issued + READ_AFTER)
        times = {"planned": issued, "due": issued, "claimed": issued, "settled": issued}
        Mail.objects.filter(key=key).update(state=MailState.SENT, attempts=1, address=address, **times)


# The next version of what participants are asked three months after a training, being written by the coordination.
OBSTACLES = (
    ("temps", "Le temps de préparer"),
    ("materiel", "Le matériel"),
    ("public", "Des personnes intéressées"),
    ("autre", "Autre chose"),
)


def build_draft_questionnaire() -> QuestionnaireVersion:
    """Ask those who have not run the workshop what they lacked; a first translation is begun."""
    questionnaire = Questionnaire.objects.get(slug=SLUGS[Moment.COLD])
    draft = prepare_next_version(questionnaire=questionnaire)
    lacking = add_question(
        section=draft.sections.get(),
        kind=QuestionKind.SEVERAL,
        wording="Qu’est-ce qui vous a manqué\u00a0?",
        code="manque",
    )
    choices = [ChoiceOutline(0, code, label, asks_words=code == "autre") for code, label in OBSTACLES]
    change_question(question=lacking, fields={"help": "Plusieurs réponses possibles."}, choices=choices)
    set_condition(question=lacking, asked=REUSE, codes=[Reuse.PLANNED, Reuse.NO])
    save_translations(version=draft, language="en", texts={"title": "Three months after the session"})
    return draft
