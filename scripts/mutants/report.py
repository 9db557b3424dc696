"""What came out of the trials, for the screen."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from scripts.mutants.trials import Trial, TrialOutcome


@dataclass(frozen=True)
class Report:
    seed: int
    trials: Sequence[Trial]
    seconds: float

    @property
    def tried(self) -> list[Trial]:
        return [trial for trial in self.trials if trial.outcome is not TrialOutcome.NOT_APPLICABLE]

    @property
    def survivors(self) -> list[Trial]:
        return sorted((trial for trial in self.tried if not trial.is_noticed), key=lambda trial: trial.mutant.path)

    @property
    def killed_share(self) -> float:
        return sum(trial.is_noticed for trial in self.tried) / (len(self.tried) or 1)

    def by_app(self) -> Iterator[tuple[str, int, int]]:
        """Yield app, number tried, number killed."""
        for app in sorted({trial.mutant.app for trial in self.tried}):
            found = [trial for trial in self.tried if trial.mutant.app == app]
            yield app, len(found), sum(trial.is_noticed for trial in found)

    def lines(self) -> Iterator[str]:
        """Lines for the screen."""
        for trial in self.survivors:
            yield survivor_entry(trial)
        yield ""
        for app, tried, killed in self.by_app():
            yield f"  {app:<12}{killed:>4} tués sur {tried:<4}{killed / tried:>7.1%}"
        yield f"\n{self.killed_share:.1%} des {len(self.tried)} mutants tués"
        if left := len(self.trials) - len(self.tried):
            yield f"{left} non essayés : leur fonction ne vit pas dans le processus"
        if cut := sum(trial.was_cut_short for trial in self.survivors):
            yield f"{cut} survivants n’ont pas rencontré tous les tests qui les atteignent (--tests, --seconds)"
        yield f"Graine {self.seed}, {self.seconds:.0f} s"


def survivor_entry(trial: Trial) -> str:
    return f"\n### {trial.mutant.title}\n\n```diff\n{trial.mutant.diff}\n```\n\n{trial.effort}"
