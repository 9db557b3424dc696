"""Draw mutants, try each, say which ones nobody noticed. `make mutants` runs it in the project's environment."""

import argparse
import sys
import tempfile
import time
from pathlib import Path

import pytest

from scripts.command_steps import ROOT, shown
from scripts.mutants.equivalents import Equivalent, read_equivalents
from scripts.mutants.known_killers import KnownKillers
from scripts.mutants.mutant import Mutant
from scripts.mutants.reach import PYTEST, Reach, measured_reach
from scripts.mutants.report import Report, survivor_entry, write_report
from scripts.mutants.sample import all_places, draw, nearest_tests, seed_of_release
from scripts.mutants.trials import Trial, TrialOutcome, Workshop
from scripts.refusal import RefusalError, run_command

DOCUMENT = ROOT / "docs" / "mutants.md"
KILLED_AT_LEAST, EQUIVALENT_AT_MOST = 0.95, 0.05


def arguments_of(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make mutants", description=__doc__)
    parser.add_argument("--count", type=int, default=400, help="nombre de mutants (400)")
    parser.add_argument("--seed", type=int, default=seed_of_release(), help="graine du tirage (celle de la version)")
    parser.add_argument("--only", default="", help="un dossier : formation/sessions/enrolment")
    parser.add_argument("--workers", type=int, default=2, help="mutants essayés en même temps (2)")
    parser.add_argument("--tests", type=int, default=60, help="tests essayés au plus sur chaque mutant (60)")
    parser.add_argument("--seconds", type=float, default=60, help="temps passé au plus sur chaque mutant (60)")
    parser.add_argument("--write", action="store_true", help="écrire le résultat dans docs/mutants.md")
    return parser.parse_args(arguments)


def main(arguments: list[str]) -> int:
    start, options = time.monotonic(), arguments_of(arguments)
    print(f"Graine : {options.seed}", flush=True)
    reach = measured_reach()
    with shown("Tirage"):
        mutants = draw(all_places(options.only), options.count, options.seed)
    if not mutants:
        raise RefusalError(f"Rien ne décide sous « {options.only} ».")
    accepted = read_equivalents(DOCUMENT)
    equivalents = [mutant for mutant in mutants if is_accepted(mutant, accepted)]
    killers = KnownKillers()
    trials = [
        Trial(mutant, killers.first(mutant, nearest_tests(mutant, reach)))
        for mutant in mutants
        if not is_accepted(mutant, accepted)
    ]
    try_mutants(trials, reach, killers, options)
    report = Report(options.seed, trials, equivalents, time.monotonic() - start)
    print("\n".join(report.lines()), flush=True)
    if options.write:
        write_report(DOCUMENT, report)
    verdict(report)
    return 0


def is_accepted(mutant: Mutant, accepted: list[Equivalent]) -> bool:
    return any(equivalent.describes(mutant) for equivalent in accepted)


def try_mutants(trials: list[Trial], reach: Reach, killers: KnownKillers, options: argparse.Namespace) -> None:
    """Try each mutant in a warm process; one that no test reaches survives. Survivors are printed as they are found: a
    run of an hour may be stopped."""
    reached = [trial for trial in trials if trial.tests]
    if not reached:
        return
    settled: list[Trial] = []

    def progress(trial: Trial) -> None:
        settled.append(trial)
        if trial.killer and trial.is_noticed:
            killers.note(trial.mutant, trial.killer)
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


def verdict(report: Report) -> None:
    """Raises `RefusalError` if too few mutants were killed, or too many are called equivalent."""
    if report.equivalent_share > EQUIVALENT_AT_MOST:
        raise RefusalError(f"{report.equivalent_share:.0%} de l’échantillon dit équivalent, 5 % au plus.")
    if report.killed_share < KILLED_AT_LEAST:
        raise RefusalError(f"{report.killed_share:.1%} des mutants tués, 95 % au moins.")


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    run_command(main)
