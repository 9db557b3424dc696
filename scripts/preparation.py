"""What a site needs before it starts: tables, first content, static files, demo, index. Each is done once, or again
when what it is made of has changed; an interrupted preparation goes on where it stopped."""

import hashlib
import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from scripts.command_steps import ROOT, run_step, run_steps
from scripts.environment import BIN
from scripts.kept_site import copy_into, keep, name_of_site
from scripts.layout import APPS

READ_BY_INSTALL = {".py", ".json", ".toml", ".html", ".md", ".csv"}
# Steps whose result is in the database and deleted with it.
DATABASE_STEPS = ("tables", "contenu", "demo", "index")


@dataclass(frozen=True, slots=True)
class PreparationStep:
    """`name`: as in the diary and in `manage.py prepare`; `made_of`: hash of what its result depends on."""

    name: str
    made_of: str
    label: str


@dataclass(frozen=True)
class Preparation:
    """`var` holds everything the site writes; `env` is the environment of its commands; `scale` 1 is the Lot."""

    var: Path
    env: dict[str, str]
    scale: int = 1

    @property
    def diary(self) -> Path:
        return self.var / "preparation.json"

    @property
    def is_demo(self) -> bool:
        return self.env.get("EXTRANET_DEMO", "").lower() in {"1", "true", "yes", "on"}

    @property
    def search_url(self) -> str:
        return self.env.get("SEARCH_URL", "")

    def run(self) -> None:
        """Do what is not done. A new demo is copied from the one that this machine has kept of today, or kept."""
        self.var.mkdir(parents=True, exist_ok=True)
        kept = name_of_site(self.env) if self.is_new_demo() else ""
        if kept and copy_into(self.var, kept):
            print("  Démonstration reprise de celle que cette machine garde du jour.", flush=True)
            kept = ""
        self.forget_lost_database()
        self.prepare()
        if kept:
            keep(self.var, kept)

    def is_new_demo(self) -> bool:
        """Whether nothing has been prepared in `var`, and the demo goes there alone."""
        elsewhere = ("DATABASE_URL", "SEARCH_URL", "SEARCH_MEANING", "STORAGE_URL", "CACHE_URL")
        is_whole_in_var = self.is_demo and not any(map(self.env.get, elsewhere))
        return is_whole_in_var and self.scale == 1 and not any(self.var.iterdir())

    def prepare(self) -> None:
        """Do the steps in one command, from the first that is to be done."""
        wanted = {step.name: step for step in self.steps() if not self.is_done(step)}
        if wanted:
            self.do(wanted)
        if self.search_url:
            # A cluster may have been emptied since.
            self.manage("Index du moteur partagé", "rebuild_index", "--missing")

    def do(self, wanted: dict[str, PreparationStep]) -> None:
        command = [BIN / "python", "manage.py", "prepare", *wanted, f"--scale={self.scale}"]
        labels = {name: step.label for name, step in wanted.items()}
        for name in run_steps(labels, command, env=self.env):
            self.note(wanted[name])

    def steps(self) -> list[PreparationStep]:
        """Return all steps. Static files are gathered beside the others, by the second core, and waited for last."""
        static = fingerprint([*(ROOT / "static").rglob("*.*"), ROOT / "extranet" / "interface" / "stylesheet.py"])
        migrations = fingerprint(path for app in APPS for path in (ROOT / app / "migrations").glob("*.py"))
        demo = [PreparationStep("demo", "faite", "Données de démonstration")] if self.is_demo else []
        return [
            PreparationStep("tables", migrations, "Base de données"),
            PreparationStep("contenu", first_content(), "Communes, référentiels, pages et forums de départ"),
            *demo,
            PreparationStep("index", indexed_code(self.search_url), "Index de recherche"),
            PreparationStep("statiques", static, "Feuilles de style et scripts"),
        ]

    def manage(self, label: str, *command: str) -> None:
        run_step(label, [BIN / "python", "manage.py", *command], env=self.env)

    def is_done(self, step: PreparationStep) -> bool:
        return self.read_diary().get(step.name) == step.made_of

    def note(self, step: PreparationStep) -> None:
        self.write_diary({**self.read_diary(), step.name: step.made_of})

    def read_diary(self) -> dict[str, str]:
        try:
            return json.loads(self.diary.read_text())
        except (FileNotFoundError, ValueError):
            return {}

    def write_diary(self, done: dict[str, str]) -> None:
        fresh = self.diary.with_suffix(".new")
        fresh.write_text(json.dumps(done, indent=1))
        fresh.replace(self.diary)

    def forget_lost_database(self) -> None:
        """Whether the database is another than last time, or its file was deleted: then everything is done again."""
        address = self.env.get("DATABASE_URL", "")
        database = hashlib.sha256(address.encode()).hexdigest()
        done = self.read_diary()
        is_lost = not address and not (self.var / "extranet.sqlite3").exists()
        if is_lost or done.get("database") != database:
            done = {name: value for name, value in done.items() if name not in DATABASE_STEPS}
        if not self.search_url and not (self.var / "index").exists():
            done.pop("index", None)
        if not (self.var / "static").exists():
            done.pop("statiques", None)
        self.write_diary({**done, "database": database})


def first_content() -> str:
    """Hash everything that `manage.py install` may read: all apps, but their demo and migrations.

    Files listed by name go unseen once they move, and an update then leaves the guide as it was.
    """
    found = (path for app in APPS for path in (ROOT / app).rglob("*") if path.suffix in READ_BY_INSTALL)
    return fingerprint(path for path in found if not {"demo", "migrations"} & set(path.parts))


def indexed_code(search_url: str) -> str:
    """Hash what makes the index, and where it is; the address may hold a password."""
    code = fingerprint([*(ROOT / "search").rglob("*.py"), *(ROOT / app / "search.py" for app in APPS)])
    return hashlib.sha256(f"{code} {search_url}".encode()).hexdigest() if search_url else code


def fingerprint(paths: Iterable[Path]) -> str:
    """Return a hash of the content of the files and of the locked versions of the libraries."""
    digest = hashlib.sha256((ROOT / "uv.lock").read_bytes())
    for path in sorted(path for path in paths if path.is_file()):
        digest.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def site_environment(var: Path | None = None) -> tuple[Path, dict[str, str]]:
    """Return the folder where the site writes, and the environment of its commands: the caller's, with our defaults."""
    env = {"DJANGO_SETTINGS_MODULE": "extranet.settings.local", "EXTRANET_DEMO": "1", **os.environ}
    # Each process would compile the site anew: the installation leaves that to the first start.
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    var = (var or Path(os.environ.get("EXTRANET_VAR") or ROOT / "var")).resolve()
    return var, {**env, "EXTRANET_VAR": str(var)}
