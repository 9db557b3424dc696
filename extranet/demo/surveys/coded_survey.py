"""A small survey, made up: a batch of personal codes, of which some gave a response, and two interviewers."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from django.utils import timezone

from enquetes.design.campaigns.enums import Mode
from enquetes.design.campaigns.models import Campaign
from enquetes.design.campaigns.services import plan_quotas, prepare_campaign, start_campaign
from enquetes.fieldwork.answering.models import UnfinishedResponse
from enquetes.fieldwork.answering.services import begin_response, open_by_code, save_page, send_response
from enquetes.fieldwork.enums import ContactOutcome
from enquetes.fieldwork.interviews.services import count_outcome, name_interviewers
from enquetes.fieldwork.personal_codes.derivation import printed_again
from enquetes.fieldwork.personal_codes.services import draw_codes
from enquetes.preparation.coding.services import code_texts
from enquetes.preparation.coding.texts import read_texts
from extranet.demo.surveys.questions import SmallQuestion, questions_of, write_small_questionnaire
from questionnaires.filling.values import Values
from questionnaires.questions.enums import QuestionKind
from questionnaires.questions.outline import outline_of
from reseau.people.members.models.member import Member


# Written answers of the demo's surveys coded by their words, as somebody in a hurry would: what has none waits.
def code_written_answers(content: Mapping[str, Any], campaign: Campaign, *, coder: Member) -> None:
    """Give the codes of a file: `codes` of a question, label → words one of which the text has."""
    outline = outline_of(campaign.version)
    for written in questions_of(content):
        if "codes" in written:
            question = outline.by_code[written["code"]]
            texts = read_texts(campaign, question)
            for label, words in written["codes"].items():
                keys = [group.key for group in texts.groups if not set(words).isdisjoint(group.folded.split())]
                if keys:
                    code_texts(campaign=campaign, question=question, keys=keys, labels=[label], by=coder, adds=True)


SLUG = "internet-a-gourdon"
TITLE = "Internet à la maison, à Gourdon"
ONE = QuestionKind.ONE
QUESTIONS: tuple[SmallQuestion, ...] = (
    ("age", ONE, "Quel âge avez-vous\u00a0?", ("18 à 34 ans", "35 à 64 ans", "65 ans ou plus"), ()),
    ("acces", ONE, "Avez-vous Internet chez vous\u00a0?", ("Oui, et il marche bien", "Oui, mais mal", "Non"), ()),
    ("aide", QuestionKind.SEVERAL, "Qui vous aide, si besoin\u00a0?", ("La famille", "Un voisin", "Un espace"), ()),
    ("mot", QuestionKind.SHORT_TEXT, "Que faudrait-il à Gourdon\u00a0?", (), ()),
)
WANTED = {("c1",): 3, ("c2",): 4, ("c3",): 3}
ANSWERS = (
    {"age": "c3", "acces": "c2", "aide": ["c1"], "mot": "Un atelier le matin"},
    {"age": "c2", "acces": "c1", "aide": ["c1", "c3"]},
)
MET = {"age": "c1", "acces": "c3", "mot": "La fibre dans les hameaux"}
CODES = 12


def build_coded_survey(*, coordinator: Member, interviewers: Sequence[Member]) -> Campaign:
    """Draw a batch of codes and send a response with two of them; the first interviewer meets three people."""
    purpose = "Choisir où ouvrir des ateliers."
    version = write_small_questionnaire(title=TITLE, slug=SLUG, purpose=purpose, questions=QUESTIONS, by=coordinator)
    today = timezone.localdate()
    campaign = prepare_campaign(
        by=coordinator,
        title=TITLE,
        slug=SLUG,
        questionnaire=version.questionnaire,
        population="Des foyers de Gourdon (enquête inventée)",
        sampling="Des adresses tirées au sort reçoivent un code par la poste. Des enquêteurs complètent au marché.",
        has_link=False,
        has_codes=True,
        has_interviews=True,
        opens_on=today - timedelta(days=10),
        closes_on=today + timedelta(days=30),
        is_synthetic=True,
    )
    plan_quotas(campaign=campaign, codes=["age"], wanted=WANTED)
    campaign = start_campaign(campaign=campaign)
    batch = draw_codes(campaign=campaign, label="Courrier du 3 mars", size=CODES, by=coordinator)
    letters = printed_again(batch.codes.values_list("pk", "digest"))
    for values, code in zip(ANSWERS, letters, strict=False):
        _send(open_by_code(typed=code), values)
    name_interviewers(campaign=campaign, members=interviewers, by=coordinator)
    _send(begin_response(campaign=campaign, mode=Mode.INTERVIEW), MET, by=interviewers[0])
    for outcome in ContactOutcome:
        count_outcome(campaign=campaign, member=interviewers[0], outcome=outcome)
    return campaign


def _send(response: UnfinishedResponse, values: Values, by: Member | None = None) -> None:
    save_page(response=response, codes=set(values), values=values)
    send_response(response=response, by=by)
