"""The next version of what participants are asked three months after a training, being written by the coordination."""

from formation.proof.evaluation.enums import Moment, Reuse
from formation.proof.evaluation.questionnaires import REUSE, SLUGS
from questionnaires.questions.enums import QuestionKind
from questionnaires.questions.models.questionnaire import Questionnaire, QuestionnaireVersion
from questionnaires.questions.outline import ChoiceOutline
from questionnaires.questions.services.conditions import set_condition
from questionnaires.questions.services.versions import prepare_next_version
from questionnaires.questions.services.writing import add_question, change_question
from questionnaires.translations.services import save_translations

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
