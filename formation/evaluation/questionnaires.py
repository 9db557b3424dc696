"""The questions of each of the two evaluations, answered in one minute."""

from dataclasses import dataclass

from formation.evaluation.enums import Moment

NO_NAMES = "N’écrivez le nom de personne."


@dataclass(frozen=True, slots=True)
class EvaluationQuestion:
    """A question. `name` is the field of `Evaluation` that stores the answer."""

    name: str
    words: str


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """Sentences to rate, then comments. `asks_reuse`: whether it asks if the workshop was run since."""

    title: str
    sentences: tuple[EvaluationQuestion, ...]
    words: tuple[EvaluationQuestion, ...]
    asks_reuse: bool = False


QUESTIONNAIRES = {
    Moment.HOT: Questionnaire(
        "Votre avis sur la session",
        (
            EvaluationQuestion("satisfaction", "Cette formation m’a plu"),
            EvaluationQuestion("usefulness", "Ce que j’ai appris va me servir"),
            EvaluationQuestion("teaching", "Les explications étaient claires, le rythme me convenait"),
            EvaluationQuestion("comfort", "Le lieu, le matériel et l’accueil convenaient"),
        ),
        (
            EvaluationQuestion("went_well", "Ce qui vous a aidé"),
            EvaluationQuestion("to_mend", "Ce qu’il faudrait revoir"),
        ),
    ),
    Moment.COLD: Questionnaire(
        "Trois mois après la session",
        (
            EvaluationQuestion("satisfaction", "Avec le recul, cette formation valait le déplacement"),
            EvaluationQuestion("usefulness", "Ce que j’ai appris me sert"),
            EvaluationQuestion("ease", "Je me sens à l’aise pour animer cet atelier"),
        ),
        (
            EvaluationQuestion("went_well", "Ce que vous en avez fait"),
            EvaluationQuestion("to_mend", "Ce qui vous manque pour vous en servir"),
        ),
        asks_reuse=True,
    ),
}
REUSE = EvaluationQuestion("reuse", "Avez-vous animé cet atelier depuis\u00a0?")
