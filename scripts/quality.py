"""`make quality`: every check but the tests of the site, on all cores. All run; failed ones print their output."""

import os
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from scripts.changed_tests import RULES
from scripts.command_steps import run_step
from scripts.environment import BIN, ensure_environment, uv_environment
from scripts.refusal import RefusalError, run_command

# Findings of a check are shown in full.
EVERYTHING = 2000
# How a check begins the line that says what it could not read on this machine.
NOT_RUN = "Non exécuté"


def checks(var: Path) -> dict[str, tuple[list, dict[str, str]]]:
    """Return label → command and environment. `var`: folder in which the commands may write."""
    env = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    local = {**env, "EXTRANET_VAR": str(var), "DJANGO_SETTINGS_MODULE": "extranet.settings.local"}
    deno = {**env, "DENO_DIR": str(var / "deno"), "DENO_NO_UPDATE_CHECK": "1"}
    return {
        "Règles du code (ruff)": ([BIN / "ruff", "check"], env),
        "Mise en forme du code (ruff)": ([BIN / "ruff", "format", "--check"], env),
        "Gabarits (djlint)": ([BIN / "djlint", "templates", "--lint", "--quiet"], env),
        "Mise en forme des styles et des scripts (deno)": ([BIN / "deno", "fmt", "--check"], deno),
        "Contrastes, de jour et de nuit": ([BIN / "python", "-m", "scripts.contrast"], env),
        "Règles des scripts (deno)": ([BIN / "deno", "lint"], deno),
        "Types des scripts (deno)": ([BIN / "deno", "check", "static/js"], deno),
        "Ordre des imports (import-linter)": ([BIN / "lint-imports", "--no-logo", "--no-cache"], env),
        "Migrations manquantes": ([BIN / "python", "manage.py", "makemigrations", "--check", "--dry-run"], local),
        "Réglages de production": (
            [BIN / "python", "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
            {**env, **production(var)},
        ),
        "Migrations que l’on applique sans arrêter le site": ([BIN / "python", "-m", "scripts.migrations"], local),
        "Fautes de sécurité du code (bandit)": ([BIN / "python", "-m", "scripts.code_faults"], env),
        "Vulnérabilités connues (pip-audit)": ([BIN / "python", "-m", "scripts.vulnerabilities"], env),
        "Versions verrouillées (uv.lock)": ([BIN / "uv", "lock", "--check"], uv_environment()),
        "Règles de la maison (tests/test_architecture.py)": (
            [BIN / "python", "-m", "pytest", "-q", "--tb=short", "--nomigrations", *RULES],
            env,
        ),
    }


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
    failed, not_run = [], []

    def check(label: str, command: list, env: dict[str, str]) -> None:
        try:
            output = run_step(label, command, env=env, lines=EVERYTHING)
            not_run.extend(line for line in output.splitlines() if line.startswith(NOT_RUN))
        except RefusalError as refusal:
            print(refusal, flush=True)
            failed.append(label)

    with tempfile.TemporaryDirectory(prefix="extranet-quality-") as var, ThreadPoolExecutor(os.cpu_count()) as pool:
        running = [pool.submit(check, label, *asked) for label, asked in checks(Path(var)).items()]
        for future in running:
            future.result()
    for line in not_run:
        print(line, flush=True)
    if failed:
        raise RefusalError(f"À corriger : {', '.join(failed)}.")
    print("Tout est conforme.", flush=True)
    return 0


if __name__ == "__main__":
    run_command(main)
