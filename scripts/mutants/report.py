"""What came out of the trials: for the screen in French, for `docs/mutants.md` in English."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from scripts.mutants.mutant import Mutant
from scripts.mutants.trials import Trial, TrialOutcome

BEGIN, END = "<!-- Written by `make mutants`: begin -->", "<!-- Written by `make mutants`: end -->"


@dataclass(frozen=True)
class Report:
    """`equivalents`: mutants of the sample that are in the accepted list, hence not tried."""

    seed: int
    trials: Sequence[Trial]
    equivalents: Sequence[Mutant]
    seconds: float

    @property
    def tried(self) -> list[Trial]:
        return [trial for trial in self.trials if trial.outcome is not TrialOutcome.NOT_APPLICABLE]

    @property
    def survivors(self) -> list[Trial]:
        return sorted((trial for trial in self.tried if not trial.is_noticed), key=lambda trial: trial.mutant.path)

    @property
    def killed_share(self) -> float:
        return share(self.tried)

    @property
    def equivalent_share(self) -> float:
        return len(self.equivalents) / (len(self.tried) + len(self.equivalents) or 1)

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
        if self.equivalents:
            yield f"{len(self.equivalents)} autres déclarés équivalents (docs/mutants.md)"
        if left := len(self.trials) - len(self.tried):
            yield f"{left} non essayés : leur fonction ne vit pas dans le processus"
        if cut := sum(trial.was_cut_short for trial in self.survivors):
            yield f"{cut} survivants n’ont pas rencontré tous les tests qui les atteignent (--tests, --seconds)"
        yield f"Graine {self.seed}, {self.seconds:.0f} s"


def survivor_entry(trial: Trial) -> str:
    """Return the entry as it would be copied into the accepted equivalents of `docs/mutants.md`."""
    return f"\n### {trial.mutant.title}\n\n```diff\n{trial.mutant.diff}\n```\n\n{trial.effort}"


def share(trials: Sequence[Trial]) -> float:
    return sum(trial.is_noticed for trial in trials) / (len(trials) or 1)


def write_report(document: Path, report: Report) -> None:
    """Replace what the command wrote before; the rest of the document is written by hand."""
    before, _, rest = document.read_text(encoding="utf-8").partition(BEGIN)
    after = rest.partition(END)[2]
    document.write_text(f"{before}{BEGIN}\n\n{summary(report)}\n\n{END}{after}", encoding="utf-8")


def summary(report: Report) -> str:
    rows = [f"| {app} | {tried} | {killed} | {killed / tried:.1%} |" for app, tried, killed in report.by_app()]
    total = [f"| **all** | {len(report.tried)} | {sum(map(noticed, report.tried))} | **{report.killed_share:.1%}** |"]
    table = "\n".join(["| app | tried | killed | share |", "|---|--:|--:|--:|", *rows, *total])
    about = f"{datetime.date.today():%Y-%m-%d}, seed {report.seed}, {report.seconds / 60:.0f} minutes."  # noqa: DTZ011 - the day of the person who ran it
    left = "\n\n".join(
        f"**{trial.mutant.title}** ({trial.effort})\n\n```diff\n{trial.mutant.diff}\n```" for trial in report.survivors
    )
    return "\n\n".join([f"{about} {len(report.equivalents)} more of the sample are accepted equivalents.", table, left])


def noticed(trial: Trial) -> bool:
    return trial.is_noticed
