"""The two questionnaires of a new site, in use from its first day: one minute each, on a phone."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from formation.proof.evaluation.enums import Agreement, Moment, Reuse
from formation.proof.evaluation.questionnaires import REUSE, SLUGS
from questionnaires.questions.enums import QuestionKind
from questionnaires.questions.models import Choice, Question, Questionnaire, QuestionnaireVersion
from questionnaires.questions.services.versions import open_questionnaire, put_into_use

WORDS_LENGTH = 1000
NO_NAMES = "N’écrivez le nom de personne."
PURPOSE = "Améliorer les formations."


@dataclass(frozen=True, slots=True)
class StartingQuestion:
    code: str
    wording: str
    kind: QuestionKind = QuestionKind.SCALE

    @property
    def choices(self) -> Iterable[tuple[str | int, str]]:
        return {QuestionKind.SCALE: Agreement.choices, QuestionKind.ONE: Reuse.choices}.get(self.kind, ())


@dataclass(frozen=True, slots=True)
class StartingQuestionnaire:
    title: str
    questions: tuple[StartingQuestion, ...]


STARTING = {
    Moment.HOT: StartingQuestionnaire(
        "Votre avis sur la session",
        (
            StartingQuestion("satisfaction", "Cette formation m’a plu"),
            StartingQuestion("usefulness", "Ce que j’ai appris va me servir"),
            StartingQuestion("teaching", "Les explications étaient claires, le rythme me convenait"),
            StartingQuestion("comfort", "Le lieu, le matériel et l’accueil convenaient"),
            StartingQuestion("went_well", "Ce qui vous a aidé", QuestionKind.LONG_TEXT),
            StartingQuestion("to_mend", "Ce qu’il faudrait revoir", QuestionKind.LONG_TEXT),
        ),
    ),
    Moment.COLD: StartingQuestionnaire(
        "Trois mois après la session",
        (
            StartingQuestion(REUSE, "Avez-vous animé cet atelier depuis\u00a0?", QuestionKind.ONE),
            StartingQuestion("satisfaction", "Avec le recul, cette formation valait le déplacement"),
            StartingQuestion("usefulness", "Ce que j’ai appris me sert"),
            StartingQuestion("ease", "Je me sens à l’aise pour animer cet atelier"),
            StartingQuestion("went_well", "Ce que vous en avez fait", QuestionKind.LONG_TEXT),
            StartingQuestion("to_mend", "Ce qui vous manque pour vous en servir", QuestionKind.LONG_TEXT),
        ),
    ),
}


def ensure_evaluation_questionnaires() -> int:
    """Create the questionnaires that the site lacks and put them into use; return how many there are.

    Those that it has stay as they are, whatever they ask today.
    """
    present = set(Questionnaire.objects.filter(slug__in=SLUGS.values()).values_list("slug", flat=True))
    for moment, questionnaire in STARTING.items():
        if SLUGS[moment] not in present:
            _write(SLUGS[moment], questionnaire)
    return len(STARTING)


@transaction.atomic
def _write(slug: str, questionnaire: StartingQuestionnaire) -> QuestionnaireVersion:
    version = open_questionnaire(title=questionnaire.title, slug=slug, purpose=PURPOSE)
    section = version.sections.get()
    for rank, starting in enumerate(questionnaire.questions, start=1):
        has_words = starting.kind.has_words
        question = Question.objects.create(
            version=version,
            section=section,
            rank=rank,
            code=starting.code,
            kind=starting.kind,
            wording=starting.wording,
            help=NO_NAMES if has_words else "",
            is_required=not has_words,
            longest=WORDS_LENGTH if has_words else None,
        )
        Choice.objects.bulk_create(
            Choice(question=question, rank=place, code=str(code), label=label)
            for place, (code, label) in enumerate(starting.choices, start=1)
        )
    return put_into_use(version=version)
