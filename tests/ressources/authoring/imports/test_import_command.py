"""`manage.py import_documents`: a whole folder, and its report in the terminal."""

import io

import pytest
from django.core.management import CommandError, call_command

from ressources.sheets.models.workshop import WorkshopPage

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "fiches"
    (folder / "2024").mkdir(parents=True)
    (folder / "2024" / "lacets.md").write_text("# Nouer ses lacets\n\nPourquoi pas.")
    (folder / "long.md").write_text("# Long\n\n" + "a" * 1600)
    (folder / ".cache").write_text("rien")
    (folder / "lien.md").symlink_to("/etc/hostname")
    return folder


def run(folder, **options) -> list[str]:
    output = io.StringIO()
    call_command("import_documents", str(folder), stdout=output, **options)
    return output.getvalue().splitlines()


def test_folder_is_imported_and_reported(folder, animator, epm):
    assert run(folder, member=animator.email, epm=epm.slug) == [
        ".cache : Laissé de côté – Fichier caché ou de service, que l’ordinateur ajoute de lui-même.",
        "2024/lacets.md : Lu\u00a0: un brouillon vous attend – Nouer ses lacets",
        "long.md : Lu\u00a0: un brouillon vous attend – Long – le reste est dans le fichier joint",
        "2 brouillon(s) pour 3 fichier(s).",
    ]
    assert {sheet.owner for sheet in WorkshopPage.objects.all()} == {animator}
    assert run(folder, member=animator.email, epm=str(epm.pk))[-1] == "0 brouillon(s) pour 3 fichier(s)."


def test_wrong_arguments_are_explained(folder, tmp_path, animator, stranger, departed, epm, other_epm):
    with pytest.raises(CommandError, match="n’est pas un dossier"):
        run(folder / "long.md", member=animator.email, epm=epm.slug)
    with pytest.raises(CommandError, match="Aucun membre du réseau"):
        run(folder, member=departed.email, epm=epm.slug)
    with pytest.raises(CommandError, match="n’écrit pas de fiche"):
        run(folder, member=animator.email, epm=other_epm.slug)
    (tmp_path / "vide").mkdir()
    with pytest.raises(CommandError, match="aucun fichier"):
        run(tmp_path / "vide", member=animator.email, epm=epm.slug)
