"""`make quality`: every check but the tests of the site, on all cores. All run; failed ones print their
output, and the end says of each, in one line, which command mends it."""

import os
import shlex
import tempfile
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from scripts.changed_tests import RULES
from scripts.command_steps import ROOT, run_step
from scripts.environment import BIN, ensure_environment, uv_environment
from scripts.refusal import RefusalError, run_command

# Findings of a check are shown in full.
EVERYTHING = 2000
# How a check begins the line that says what it could not read on this machine.
NOT_RUN = "Non exécuté"


@dataclass(frozen=True)
class Check:
    """`mend`: the command that mends what is refused, or shows it again where a person must think."""

    command: Sequence[str | Path]
    env: Mapping[str, str]
    mend: str


def checks(var: Path) -> dict[str, Check]:
    """Return label → check. `var`: folder in which the commands may write."""
    env = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    local = {**env, "EXTRANET_VAR": str(var), "DJANGO_SETTINGS_MODULE": "extranet.settings.local"}
    deno = {**env, "DENO_DIR": str(var / "deno"), "DENO_NO_UPDATE_CHECK": "1"}
    missing = [BIN / "python", "manage.py", "makemigrations", "--check", "--dry-run"]
    deploy = [BIN / "python", "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    rules = [BIN / "python", "-m", "pytest", "-q", "--tb=short", "--nomigrations"]
    return {
        "Règles du code (ruff)": Check(
            [BIN / "ruff", "check", "--output-format=concise"], env, ".venv/bin/ruff check --fix"
        ),
        "Mise en forme du code (ruff)": Check([BIN / "ruff", "format", "--check"], env, ".venv/bin/ruff format"),
        "Gabarits (djlint)": shown_again([BIN / "djlint", "templates", "--lint", "--quiet"], env),
        "Mise en forme des styles et des scripts (deno)": Check(
            [BIN / "deno", "fmt", "--check"], deno, ".venv/bin/deno fmt"
        ),
        "Contrastes, de jour et de nuit": shown_again([BIN / "python", "-m", "scripts.contrast"], env),
        "Règles des scripts (deno)": Check([BIN / "deno", "lint"], deno, ".venv/bin/deno lint --fix"),
        "Types des scripts (deno)": shown_again([BIN / "deno", "check", "static/js"], deno),
        "Ordre des imports (import-linter)": shown_again([BIN / "lint-imports", "--no-logo", "--no-cache"], env),
        "Migrations manquantes": Check(
            missing, local, ".venv/bin/python manage.py makemigrations APPLICATION --name sujet"
        ),
        "Réglages de production": shown_again(deploy, {**env, **production(var)}),
        "Migrations que l’on applique sans arrêter le site": shown_again(
            [BIN / "python", "-m", "scripts.migrations"], local
        ),
        "Fautes de sécurité du code (bandit)": shown_again([BIN / "python", "-m", "scripts.code_faults"], env),
        "Vulnérabilités connues (pip-audit)": Check(
            [BIN / "python", "-m", "scripts.vulnerabilities"], env, ".venv/bin/uv lock --upgrade-package PAQUET"
        ),
        "Versions verrouillées (uv.lock)": Check(
            [BIN / "uv", "lock", "--check"], uv_environment(), ".venv/bin/uv lock"
        ),
        "Règles de la maison (tests/test_architecture.py)": Check(
            [*rules, *RULES], env, f"{typed(rules)} tests/FICHIER.py::TEST"
        ),
    }


def shown_again(command: Sequence[str | Path], env: Mapping[str, str]) -> Check:
    """Return a check whose refusals no command mends: it says how to see them alone."""
    return Check(command, env, f"à la main ; les revoir : {typed(command)}")


def typed(command: Sequence[str | Path]) -> str:
    """Return the command as one types it in the folder of the project."""
    return shlex.join(str(part).removeprefix(f"{ROOT}/") for part in command)


def run_checks(asked: Mapping[str, Check]) -> tuple[list[str], list[str]]:
    """Run all on all cores, printing what fails; return a line for each that refuses, with the command that mends it,
    and the lines of what this machine cannot check.
    """
    refused, not_run = [], []

    def run(label: str, check: Check) -> None:
        try:
            output = run_step(label, check.command, env=check.env, lines=EVERYTHING)
            not_run.extend(line for line in output.splitlines() if line.startswith(NOT_RUN))
        except RefusalError as refusal:
            print(refusal, flush=True)
            refused.append(f"  {label} → {check.mend}")

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for future in [pool.submit(run, *pair) for pair in asked.items()]:
            future.result()
    return refused, not_run


def production(var: Path) -> dict[str, str]:
    """Return a complete configuration, so that only errors in the settings themselves are reported."""
    return {
        "DJANGO_SETTINGS_MODULE": "extranet.settings.production",
        "EXTRANET_VAR": str(var),
        "EXTRANET_DEMO": "0",
        "EXTRANET_SECRET_KEY": "Ceci-n-est-pas-une-cle-mais-elle-en-a-la-longueur-pour-la-verification-5!",
        "EXTRANET_HOSTS": "extranet.example.org",
        "EXTRANET_ORIGIN": "https://extranet.example.org",
        "EMAIL_URL": "smtp://localhost:25",
        "EXTRANET_EDITOR": "Collectivité d’essai",
        "EXTRANET_HOST_NAME": "Hébergeur d’essai",
        "EXTRANET_DPO": "dpo@example.org",
        "EXTRANET_CONTACT": "contact@example.org",
        "EXTRANET_ACCESSIBILITY_CONTACT": "accessibilite@example.org",
    }


def main(arguments: list[str]) -> int:
    if arguments:
        raise RefusalError("make quality ne prend pas d’argument.")
    ensure_environment(dev=True)
    with tempfile.TemporaryDirectory(prefix="extranet-quality-") as var:
        refused, not_run = run_checks(checks(Path(var)))
    for line in not_run:
        print(line, flush=True)
    if refused:
        raise RefusalError("\n".join(["À corriger :", *refused]))
    print("Tout est conforme.", flush=True)
    return 0


if __name__ == "__main__":
    run_command(main)
