"""The results of an evaluation on paper: totals only, no comment."""

from pathlib import Path

from django.conf import settings

from formation.proof.evaluation.results import Results, SentenceResult, TallyResult
from formation.sessions.models.session import Session
from reseau.documents.papers.paper import Paper
from reseau.texts.wording import counted, day_in_full

TEMPLATE = Path(__file__).parents[2] / "data" / "evaluation.typ"
SCOPE = "Réponses sans nom. Sous cinq réponses, rien n’est montré. Ce que chacun a écrit reste sur le site."


def evaluation_paper(session: Session, results: Results) -> Paper:
    """Render results of at least five people (`Results.is_shown`)."""
    return Paper.of(
        TEMPLATE,
        title=f"Évaluation {results.moment.label.lower()}\u00a0: {session.training.title}",
        kind=f"Évaluation {results.moment.label.lower()}",
        training=session.training.title,
        origin=settings.ORGANISATION,
        site=settings.WAGTAIL_SITE_NAME,
        aim=f"{day_in_full(session.first_day).capitalize()}, {session.place}",
        answers=f"{counted(results.answers, 'réponse')}, sur {counted(results.people, 'personne présente')}.",
        steps=[step.label for step in results.steps],
        sentences=[_sentence(sentence) for sentence in results.sentences],
        tallies=[_tally(tally) for tally in results.tallies],
        scope=SCOPE,
    )


def _sentence(sentence: SentenceResult) -> list[str]:
    return [sentence.question.wording, *map(str, sentence.counts), f"{sentence.favourable}\u00a0%"]


def _tally(tally: TallyResult) -> tuple[str, list[tuple[str, str]]]:
    return tally.wording, [(label, str(count)) for label, count in tally.counts]
