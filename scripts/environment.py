"""The environment of the project: `.venv`, with exactly the versions of `uv.lock`, updated only when these change."""

import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import sysconfig
import tomllib
from pathlib import Path

from scripts.command_steps import ROOT, run_step
from scripts.refusal import RefusalError

UV_VERSION = "0.13.9"
VENV = ROOT / ".venv"
BIN = VENV / "bin"
# In the environment's folder, so that it is deleted with it.
STAMP = VENV / "synced"
# Packages of the programs that read files (`reseau.documents.extraction`).
READ_FILES = ("PIL", "pillow_heif", "pypdf", "defusedxml", "feedparser")
KINDNESS = 19
DISK_FOR_INSTALLATION = 1_500_000_000
DISK_FOR_RUNNING = 100_000_000


def ensure_environment(*, dev: bool) -> bool:
    """Create or update `.venv`; `dev` adds what tests and checks need. Return whether modules are left to compile.

    Safe after an interruption.
    """
    wanted = locked_versions()
    groups = synced_groups(wanted)
    if groups and (groups == "dev" or not dev) and is_usable():
        return False
    check_installation()
    if not is_usable():
        shutil.rmtree(VENV, ignore_errors=True)
        without_pip = ["--without-pip"] if bundled_pip() else []
        run_step("Environnement Python", [sys.executable, "-m", "venv", *without_pip, VENV])
    if not has_uv():
        command = [BIN / "python", *pip(), "install", "--quiet", f"uv=={UV_VERSION}"]
        run_step("Outil d’installation (uv)", command)
    # A user who has run the tests keeps their tools.
    dev = dev or (STAMP.exists() and STAMP.read_text().startswith("dev"))
    # What runs a site compiles beside its preparation (`compile_modules`): the second core has little else to do.
    options = ["--compile-bytecode"] if dev else ["--no-dev"]
    command = [BIN / "uv", "sync", "--locked", "--python", BIN / "python", *options]
    run_step("Bibliothèques verrouillées", command, env=uv_environment())
    STAMP.write_text(f"{'dev' if dev else 'run'} {wanted}")
    return not dev


def compile_modules() -> None:
    """Compile all modules, those of the programs that read files first: these keep nothing of what they would compile.

    The preparation and what it runs beside come before.
    """
    libraries = Path(sysconfig.get_path("purelib", vars={"base": str(VENV)}))
    first = [libraries / name for name in READ_FILES]
    compiling = f"import compileall, os; os.nice({KINDNESS}); compileall.main()"
    command = [BIN / "python", "-c", compiling, "-q", *first, VENV / "lib"]
    # Some libraries carry files for other versions of Python, which do not compile.
    subprocess.run([str(part) for part in command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)


def locked_versions() -> str:
    """Return a hash of what decides of the libraries; rules of linters in the same file change nothing of them."""
    digest = hashlib.sha256(UV_VERSION.encode() + (ROOT / "uv.lock").read_bytes())
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    parts = [declared.get("project"), declared.get("dependency-groups"), declared["tool"].get("uv")]
    digest.update(json.dumps(parts, sort_keys=True).encode())
    return digest.hexdigest()


def synced_groups(wanted: str) -> str:
    """Return « dev » or « run » when these versions are installed, an empty string otherwise."""
    groups, _, synced = STAMP.read_text().partition(" ") if STAMP.exists() else ("", "", "")
    return groups if synced == wanted else ""


def is_usable() -> bool:
    """Whether the environment is complete, with the Python of the caller."""
    python = BIN / "python"
    if not (python.exists() and ((BIN / "pip").exists() or bundled_pip())):
        return False
    version = [str(python), "-c", "import sys; print(sys.version_info[:2] == tuple(map(int, sys.argv[1:])))"]
    check = subprocess.run([*version, *map(str, sys.version_info[:2])], capture_output=True, text=True, check=False)
    return check.stdout.strip() == "True"


def pip() -> list[str | Path]:
    """Return what runs pip: that of the environment, or that which Python carries to make environments."""
    return ["-m", "pip"] if (BIN / "pip").exists() else [bundled_pip() / "pip"]


def bundled_pip() -> Path | None:
    """Return the archive of pip in Python itself, which runs as it is: installing it costs more than using it once."""
    import ensurepip  # noqa: PLC0415 - Debian has it in a package of its own: `check_installation` says so

    folders = [sysconfig.get_config_var("WHEEL_PKG_DIR"), Path(ensurepip.__file__).parent / "_bundled"]
    wheels = (wheel for folder in folders if folder for wheel in Path(folder).glob("pip-*.whl"))
    return next(wheels, None)


def has_uv() -> bool:
    if not (BIN / "uv").exists():
        return False
    version = subprocess.run([str(BIN / "uv"), "--version"], capture_output=True, text=True, check=False)
    return version.stdout.startswith(f"uv {UV_VERSION}")


def uv_environment() -> dict[str, str]:
    """Return the environment variables without those that lead uv to another folder or another Python."""
    variables = {name: value for name, value in os.environ.items() if name not in {"VIRTUAL_ENV", "UV_PYTHON"}}
    return {**variables, "UV_PROJECT_ENVIRONMENT": str(VENV), "UV_PYTHON_DOWNLOADS": "never", "UV_NO_PROGRESS": "1"}


def check_installation() -> None:
    if not all(importlib.util.find_spec(name) for name in ("venv", "ensurepip")):
        raise RefusalError("Il manque le module venv de Python (sous Debian ou Ubuntu : apt install python3-venv).")
    check_disk(DISK_FOR_INSTALLATION)


def check_disk(needed: int, folder: Path = ROOT) -> None:
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise RefusalError(
            f"Il faut {needed // 10**6}\u00a0Mo de libres sur le disque, il en reste {free // 10**6}\u00a0: "
            "libérez de la place, puis relancez la même commande."
        )
