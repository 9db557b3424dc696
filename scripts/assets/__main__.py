"""Make the committed icons and fonts again, from the packages of `packages.toml`.

    .venv/bin/uv run --no-project --with-requirements scripts/assets/requirements.txt python -m scripts.assets

Needs `npm`, which downloads the packages. An icon is added in `packages.toml`; the command then writes the sprite, and
the checksums of all it made in `checksums.txt`, which the tests compare with the files.
"""

import shutil
import tempfile
import tomllib
from pathlib import Path

from scripts.assets.checksums import CHECKSUMS, HERE, checksum_line
from scripts.assets.fonts import Cut, cut_family
from scripts.assets.package import Package
from scripts.assets.sprite import sprite_of
from scripts.command_steps import ROOT
from scripts.refusal import RefusalError, run_command


def make_icons(package: Package, icons: dict, folder: Path) -> list[Path]:
    """Write the sprite of the pages and the drawings of the covers, each with the licence."""
    unpacked = package.download(folder)
    made = []
    for names, path in ((icons["names"], "static/img/icons.svg"), (icons["pictograms"], "reseau/data/pictograms.svg")):
        sprite, licence = ROOT / path, (ROOT / path).with_name("icons-LICENSE.txt")
        sprite.write_text(sprite_of(unpacked / "icons", names, f"Lucide {package.version}, ISC"), encoding="utf-8")
        shutil.copyfile(unpacked / "LICENSE", licence)
        made += [sprite, licence]
    return made


def make_fonts(package: Package, font: dict, folder: Path) -> list[Path]:
    """Write the variable font of the pages and the static ones of the papers, each with the licence."""
    unpacked = package.download(folder)
    made = cut_family(unpacked / font["file"], [Cut(**cut) for cut in font["cuts"]], ROOT)
    licences = [directory / "OFL.txt" for directory in sorted({path.parent for path in made})]
    for licence in licences:
        shutil.copyfile(unpacked / "LICENSE", licence)
    return [*made, *licences]


def main(arguments: list[str]) -> int:
    if arguments:
        raise RefusalError("Cette commande ne prend pas d’argument.")
    listed = tomllib.loads((HERE / "packages.toml").read_text(encoding="utf-8"))
    icons, font = listed["icons"], listed["font"]
    with tempfile.TemporaryDirectory(prefix="extranet-assets-") as folder:
        made = make_icons(Package(**icons["package"]), icons, Path(folder))
        made += make_fonts(Package(**font["package"]), font, Path(folder))
    CHECKSUMS.write_text("".join(checksum_line(path) for path in sorted(made)), encoding="utf-8")
    for path in sorted(made):
        print(f"{path.relative_to(ROOT)} : {path.stat().st_size} octets")
    return 0


if __name__ == "__main__":
    run_command(main)
