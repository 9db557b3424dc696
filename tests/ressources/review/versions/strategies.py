"""Hypothesis strategies for merges: few different words, so that texts often collide; expected results."""

from hypothesis import strategies
from hypothesis.strategies import SearchStrategy

from ressources.review.versions.merging.values import MergeResult
from ressources.sheets.content import StepContent, WorkshopContent
from tests.random_runs import random_examples


def clean(value) -> MergeResult:
    return MergeResult(value, is_clean=True)


def conflict(value) -> MergeResult:
    """Return the result of a merge that both sides changed."""
    return MergeResult(value, is_clean=False)


MODEST = random_examples(40)

WORDS = strategies.sampled_from(["Accueil", "Bilan", "Un poste", "Une souris", "Dites bonjour.", "Laissez faire."])
LINES = strategies.one_of(WORDS, strategies.sampled_from(["", " ", "un poste", "Bilan "]))
TEXTS = strategies.lists(LINES, max_size=6).map("\n".join)
TITLES = strategies.one_of(strategies.just(""), WORDS)
MINUTES = strategies.one_of(strategies.none(), strategies.integers(1, 3))
STEPS = strategies.builds(StepContent, title=TITLES, minutes=MINUTES, animator=TEXTS, learners=TEXTS)
RUN_SHEETS = strategies.lists(STEPS, max_size=5).map(tuple)


def revised(steps: tuple[StepContent, ...]) -> SearchStrategy[tuple[StepContent, ...]]:
    """Draw a run sheet after edits: steps moved, removed, rewritten, added."""
    kept_steps = strategies.lists(strategies.sampled_from(steps), unique=True) if steps else strategies.just([])
    rewritten_steps = kept_steps.flatmap(
        lambda chosen_steps: strategies.tuples(*(_rewrite(step) for step in chosen_steps))
    )
    return strategies.tuples(rewritten_steps, strategies.lists(STEPS, max_size=2)).map(
        lambda pair: (*pair[0], *pair[1])
    )


def _rewrite(step: StepContent) -> SearchStrategy[StepContent]:
    new = strategies.builds(StepContent, strategies.just(step.title), MINUTES, TEXTS, strategies.just(step.learners))
    return strategies.one_of(strategies.just(step), new)


THREE_RUN_SHEETS = RUN_SHEETS.flatmap(
    lambda base: strategies.tuples(strategies.just(base), revised(base), revised(base))
)
CONTENTS = strategies.builds(
    WorkshopContent,
    title=WORDS,
    aim=TITLES,
    introduction=TEXTS,
    group_size=MINUTES,
    steps=RUN_SHEETS,
    tips=TEXTS,
    skills=strategies.sets(strategies.integers(1, 4)).map(lambda keys: tuple(sorted(keys))),
    audience=strategies.sampled_from(["public", "member"]),
)
