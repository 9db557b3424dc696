"""Draw mutants, try each, say which ones nobody noticed. `make mutants` runs it in the project's environment."""

import argparse
import sys
import tempfile
import time
from pathlib import Path

import pytest

from scripts.command_steps import ROOT, shown
from scripts.mutants.reach import PYTEST, Reach, measured_reach
from scripts.mutants.report import Report, survivor_entry
from scripts.mutants.sample import all_places, draw, nearest_tests, seed_of_release
from scripts.mutants.trials import Trial, TrialOutcome, Workshop
from scripts.refusal import RefusalError, run_command

KILLED_AT_LEAST = 0.95


def arguments_of(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make mutants", description=__doc__)
    parser.add_argument("--count", type=int, default=400, help="nombre de mutants (400)")
    parser.add_argument("--seed", type=int, default=seed_of_release(), help="graine du tirage (celle de la version)")
    parser.add_argument("--only", default="", help="un dossier : formation/sessions/enrolment")
    parser.add_argument("--workers", type=int, default=2, help="mutants essayés en même temps (2)")
    parser.add_argument("--tests", type=int, default=60, help="tests essayés au plus sur chaque mutant (60)")
    parser.add_argument("--seconds", type=float, default=60, help="temps passé au plus sur chaque mutant (60)")
    return parser.parse_args(arguments)


def main(arguments: list[str]) -> int:
    start, options = time.monotonic(), arguments_of(arguments)
    print(f"Graine : {options.seed}", flush=True)
    reach = measured_reach()
    with shown("Tirage"):
        mutants = draw(all_places(options.only), options.count, options.seed)
    if not mutants:
        raise RefusalError(f"Rien ne décide sous « {options.only} ».")
    trials = [Trial(mutant, nearest_tests(mutant, reach)) for mutant in mutants]
    try_mutants(trials, reach, options)
    report = Report(options.seed, trials, time.monotonic() - start)
    print("\n".join(report.lines()), flush=True)
    if report.killed_share < KILLED_AT_LEAST:
        raise RefusalError(f"{report.killed_share:.1%} des mutants tués, 95 % au moins.")
    return 0


def try_mutants(trials: list[Trial], reach: Reach, options: argparse.Namespace) -> None:
    """Try each mutant in a warm process; one that no test reaches survives. Survivors are printed as they are found: a
    run of an hour may be stopped."""
    reached = [trial for trial in trials if trial.tests]
    if not reached:
        return
    settled: list[Trial] = []

    def progress(trial: Trial) -> None:
        settled.append(trial)
        if not trial.is_noticed and trial.outcome is not TrialOutcome.NOT_APPLICABLE:
            print(survivor_entry(trial), flush=True)
        if len(settled) % 10 == 0 or len(settled) == len(reached):
            killed = sum(trial.is_noticed for trial in settled)
            print(f"  {len(settled)} mutants sur {len(reached)} essayés, {killed} tués", flush=True)

    modules = sorted({name.split("::")[0] for trial in reached for name in trial.tests})
    workshop = Workshop(reached, reach.seconds, progress, options.workers, options.tests, options.seconds)
    with tempfile.TemporaryDirectory(prefix="extranet-mutants-") as folder:
        quiet = ["-p", "no:warnings", "--capture=no", f"--basetemp={Path(folder) / 'tests'}"]
        code = pytest.main([*PYTEST[2:], *quiet, *modules], plugins=[workshop])
    if len(settled) < len(reached):
        raise RefusalError(f"Les essais se sont arrêtés avant la fin (code {code}).")


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    run_command(main)
