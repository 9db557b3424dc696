"""What a site needs before it starts: tables, first content, static files, demo, index. Each is done once, or again
when what it is made of has changed; an interrupted preparation goes on where it stopped."""

import hashlib
import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from scripts.command_steps import ROOT, run_step
from scripts.environment import BIN
from scripts.refusal import RefusalError

APPS = ("extranet", "formation", "ressources", "b2i", "forums", "alertes", "reseau", "search", "qualite")
# Steps whose result is in the database and deleted with it.
DATABASE_STEPS = ("tables", "contenu", "demo", "index")
# Messages of `manage.py demo` on a site with members: those of an interrupted start, or real ones.
PEOPLE_ARE_THERE = "contient déjà des membres"


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
        self.var.mkdir(parents=True, exist_ok=True)
        self.forget_lost_database()
        migrations = fingerprint(path for app in APPS for path in (ROOT / app / "migrations").glob("*.py"))
        self.once("tables", migrations, "Base de données", ["migrate", "--verbosity=0"])
        self.once("contenu", first_content(), "Communes, référentiels, pages et forums de départ", ["install"])
        static = fingerprint([*(ROOT / "static").rglob("*.*"), ROOT / "extranet" / "stylesheet.py"])
        self.once("statiques", static, "Feuilles de style et scripts", ["collectstatic", "--noinput", "--verbosity=0"])
        if self.is_demo:
            self.once("demo", "faite", "Données de démonstration", ["demo", f"--scale={self.scale}"])
        self.once("index", indexed_code(self.search_url), "Index de recherche", ["rebuild_index"])
        if self.search_url:
            # A cluster may have been emptied since.
            run_step(
                "Index du moteur partagé", [BIN / "python", "manage.py", "rebuild_index", "--missing"], env=self.env
            )

    def once(self, name: str, made_of: str, label: str, command: list[str]) -> None:
        """Run `manage.py command` unless it has been done with the same `made_of`."""
        done = self.read_diary()
        if done.get(name) == made_of:
            return
        try:
            run_step(label, [BIN / "python", "manage.py", *command], env=self.env)
        except RefusalError as refusal:
            if PEOPLE_ARE_THERE not in str(refusal):
                raise
        self.write_diary({**done, name: made_of})

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
    """`manage.py install` reads reference data and code of several apps: all of what may tell."""
    data = [path for app in APPS for path in (ROOT / app / "data").glob("*.json")]
    legal = (ROOT / "extranet" / "legal").glob("*.html")
    code = [ROOT / "extranet" / "site_tree.py", ROOT / "b2i" / "frameworks.py", ROOT / "reseau" / "reference.py"]
    return fingerprint([*data, *legal, *code])


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
    var = (var or Path(os.environ.get("EXTRANET_VAR") or ROOT / "var")).resolve()
    return var, {**env, "EXTRANET_VAR": str(var)}
