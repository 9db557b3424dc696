"""The questions of each of the two evaluations, answered in one minute."""

from dataclasses import dataclass

from formation.evaluation.enums import Moment

NO_NAMES = "N’écrivez le nom de personne."


@dataclass(frozen=True, slots=True)
class Question:
    """A question. `name` is the field of `Evaluation` that stores the answer."""

    name: str
    words: str


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """Sentences to rate, then comments. `asks_reuse`: whether it asks if the workshop was run since."""

    title: str
    sentences: tuple[Question, ...]
    words: tuple[Question, ...]
    asks_reuse: bool = False


QUESTIONNAIRES = {
    Moment.HOT: Questionnaire(
        "Votre avis sur la session",
        (
            Question("satisfaction", "Cette formation m’a plu"),
            Question("usefulness", "Ce que j’ai appris va me servir"),
            Question("teaching", "Les explications étaient claires, le rythme me convenait"),
            Question("comfort", "Le lieu, le matériel et l’accueil convenaient"),
        ),
        (
            Question("went_well", "Ce qui vous a aidé"),
            Question("to_mend", "Ce qu’il faudrait revoir"),
        ),
    ),
    Moment.COLD: Questionnaire(
        "Trois mois après la session",
        (
            Question("satisfaction", "Avec le recul, cette formation valait le déplacement"),
            Question("usefulness", "Ce que j’ai appris me sert"),
            Question("ease", "Je me sens à l’aise pour animer cet atelier"),
        ),
        (
            Question("went_well", "Ce que vous en avez fait"),
            Question("to_mend", "Ce qui vous manque pour vous en servir"),
        ),
        asks_reuse=True,
    ),
}
REUSE = Question("reuse", "Avez-vous animé cet atelier depuis\u00a0?")
