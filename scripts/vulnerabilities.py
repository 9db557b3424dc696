"""Known vulnerabilities of the locked libraries, where the machine reaches the data of pip-audit; said where not.

One library is asked for first: a network that does not know it knows no other, and no check waits for 150 refusals.
"""

import json
import subprocess
import tempfile
from pathlib import Path

from scripts.command_steps import ROOT
from scripts.environment import BIN, uv_environment
from scripts.refusal import run_command

LACKING = "Non exécuté\u00a0: vulnérabilités connues des bibliothèques, dont les données ne sont pas accessibles d’ici."
PROBE = "django"
SECONDS = 600


def locked_versions() -> list[str]:
    """Return the libraries that a site runs, as « name==version »."""
    export = [str(BIN / "uv"), "export", "--locked", "--no-dev", "--all-extras"]
    options = ["--no-hashes", "--no-annotate", "--no-header"]
    output = subprocess.run(
        [*export, *options], cwd=ROOT, env=uv_environment(), capture_output=True, text=True, check=True
    ).stdout
    # Markers such as « ; python_version < "3.12" » are for an installer; each version counts here.
    versions = (line.partition(";")[0].strip() for line in output.splitlines())
    return [version for version in versions if "==" in version]


def audit(versions: list[str]) -> list[dict] | None:
    """Return what is known of each library, or None if the data did not come."""
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as file:
        file.write("\n".join(versions))
        file.flush()
        command = [BIN / "python", "-m", "pip_audit", "--requirement", file.name, "--no-deps", "--disable-pip"]
        options = ["--format", "json", "--progress-spinner", "off", "--timeout", "15"]
        try:
            outcome = subprocess.run(
                [str(part) for part in (*command, *options)],
                cwd=Path(file.name).parent,
                capture_output=True,
                text=True,
                timeout=SECONDS,
                check=False,
            )
            return json.loads(outcome.stdout)["dependencies"]
        except (subprocess.TimeoutExpired, ValueError, KeyError):
            return None


def main(arguments: list[str]) -> int:
    versions = locked_versions()
    probe = [version for version in versions if version.startswith(f"{PROBE}==")]
    known = audit(probe)
    if not known or "skip_reason" in known[0] or (known := audit(versions)) is None:
        print(LACKING)
        return 0
    vulnerable = [library for library in known if library.get("vulns")]
    for library in vulnerable:
        for fault in library["vulns"]:
            fixed = ", ".join(fault["fix_versions"]) or "aucune version corrigée"
            print(f"{library['name']} {library['version']}\u00a0: {fault['id']} ({fixed})")
    unread = [library["name"] for library in known if "skip_reason" in library]
    if unread:
        print(f"Non exécuté\u00a0: vulnérabilités de {', '.join(unread)}, inconnues de l’index.")
    return int(bool(vulnerable))


if __name__ == "__main__":
    run_command(main)
