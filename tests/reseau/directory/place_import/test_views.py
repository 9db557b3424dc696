"""Pages of the import: who reads them, what they show, what their buttons do."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from reseau.directory.place_import.models import PlaceImport
from reseau.places.models.epm import EPM
from tests.factories.reseau import EPMFactory
from tests.reseau.directory.place_import.conftest import exported, file_of, place_line

pytestmark = pytest.mark.django_db
PATH = "/annuaire/importer/"
LABO = {"id": "le-labo", "nom": "Le Labo", "pivot": ""}


def upload(client, *lines, **fields) -> str:
    """Upload a file of these lines; return the address of its preview."""
    return client.post(PATH, {"file": SimpleUploadedFile("lieux.csv", file_of(*lines)), **fields})["Location"]


@pytest.fixture
def client(client_of, coordinator):
    return client_of(coordinator)


def shown(client, path: str, **data) -> str:
    return client.get(path, data).content.decode()


def confirm(client, preview: str):
    """Press the button of the summary, as it stands."""
    fingerprint = client.get(f"{preview}appliquer/").context["fingerprint"]
    return client.post(f"{preview}appliquer/", {"fingerprint": fingerprint})


def test_only_the_coordination_reads_and_does_anything(client, client_of, animator, territorial, learner, gramat):
    preview = upload(client, place_line(**LABO))
    paths = [PATH, preview, f"{preview}appliquer/", f"{preview}bilan/"]
    for person in (animator, territorial, learner):
        browser = client_of(person)
        assert [browser.get(path).status_code for path in paths] == [404] * 4
        assert [browser.post(f"{preview}{end}/").status_code for end in ("appliquer", "oublier", "annuler")] == [
            404
        ] * 3
    assert EPM.objects.filter(name="Le Labo").count() == 0


def test_file_is_read_previewed_applied_and_undone(client, gramat):
    preview = upload(client, place_line(id="gramat", nom="EPM de Gramat", telephone="+33565000000"), place_line(**LABO))
    assert shown(client, PATH).count("attend\nvotre accord") == 1
    page = shown(client, preview)
    assert page.count("<del>05 36 49 00 04</del> →\n<ins>05 65 00 00 00</ins>") == 1
    assert [
        page.count(f'">{label}</span>') + page.count(f">{label}</span>") > 0
        for label in ("Lieu à créer", "Fiche à modifier")
    ] == [True, True]

    summary = client.get(f"{preview}appliquer/")
    assert [summary.context[name] for name in ("created", "changed", "left")] == [1, 1, 0]
    trail = client.post(f"{preview}appliquer/", {"fingerprint": summary.context["fingerprint"]}, follow=True)
    assert trail.content.decode().count("1 lieu créé,\n1 fiche modifiée") == 1
    assert EPM.objects.get(slug="gramat").phone == "05 65 00 00 00"

    undone = client.post(f"{preview}annuler/", follow=True).content.decode()
    assert undone.count("Tout est revenu comme avant.") == 1
    assert (EPM.objects.get().phone, undone.count(">Retiré</span>")) == ("05 36 49 00 04", 1)
    assert shown(client, PATH).count(">Annulé</span>") == 1


def test_refused_file_is_told_beside_its_field(client):
    response = client.post(PATH, {"file": SimpleUploadedFile("lieux.csv", b"id,nom\na,Lieu")})
    assert (response.status_code, response.context["form"].errors) == (
        422,
        {"file": ["Il manque dans la première ligne\u00a0: commune."]},
    )
    heavy = client.post(PATH, {"file": SimpleUploadedFile("lieux.csv", b"x" * (5 * 1024 * 1024))})
    assert heavy.context["form"].errors == {"file": ["Ce fichier est trop lourd\u00a0: 4\u00a0Mo au plus."]}


def test_choices_of_a_page_are_kept_and_lead_on(client, gramat):
    lines = [
        place_line(id=f"lieu-{number:02}", nom=f"{'abcdefghijklmnopqrst'[number] * 9}", pivot="")
        for number in range(16)
    ]
    preview = upload(client, *lines)

    response = client.post(preview, {"ligne-2": "laisser", "ligne-3": "nouveau", "ligne-17": "laisser", "suite": ""})

    assert response["Location"] == f"{preview}?page=2"
    choices = PlaceImport.objects.get().choices
    # Line 17 is on the next page.
    assert (choices["2"], choices["3"], choices["4"], choices.get("17")) == (
        {"choice": "laisser"}, {"choice": "nouveau"}, {"choice": "nouveau"}, None,
    )  # fmt: skip
    assert client.post(preview, {"appliquer": ""})["Location"] == f"{preview}appliquer/"
    assert client.post(f"{preview}?suite=nouveau&page=2", {})["Location"] == f"{preview}?page=2&suite=nouveau"
    assert client.get(f"{preview}appliquer/").context["created"] == 15


def test_unticked_change_is_not_written(client, gramat):
    preview = upload(client, place_line(id="gramat", nom="Fabrique de Gramat", telephone="+33565000000"))
    client.post(preview, {"ligne-2": f"{gramat.pk}", "champ-2": "nom"})
    page = shown(client, preview)
    assert page.count('value="nom" checked') == 1
    assert page.count('value="telephone">') == 1

    fingerprint = client.get(f"{preview}appliquer/").context["fingerprint"]
    client.post(f"{preview}appliquer/", {"fingerprint": fingerprint})

    gramat.refresh_from_db()
    assert (gramat.name, gramat.phone) == ("Fabrique de Gramat", "05 36 49 00 04")


def test_directory_changed_meanwhile_is_told_and_nothing_is_written(client, gramat):
    preview = upload(client, place_line(id="gramat", nom="Fabrique de Gramat"))
    fingerprint = client.get(f"{preview}appliquer/").context["fingerprint"]
    EPM.objects.update(name="Gramat")

    response = client.post(f"{preview}appliquer/", {"fingerprint": fingerprint}, follow=True)

    assert response.content.decode().count("L’annuaire a changé entre-temps") == 1
    assert EPM.objects.get().name == "Gramat"


def test_two_lines_about_one_place_are_told_before_the_button(client, gramat):
    preview = upload(
        client, place_line(id="gramat", nom="EPM de Gramat", adresse="Rue"), place_line(id="z", nom="Brocante")
    )
    client.post(preview, {"ligne-3": f"{gramat.pk}"})
    page = shown(client, f"{preview}appliquer/")
    assert page.count("Plusieurs lignes désignent le même lieu\u00a0: 2, 3.") == 1
    assert page.count(">Appliquer</button>") == 0
    response = confirm(client, preview)
    assert (response.status_code, EPM.objects.get().address) == (302, "3 place du Four, 46500 Gramat")


def test_second_tap_on_the_button_shows_what_the_first_did(client, gramat):
    preview = upload(client, place_line(**LABO))
    data = {"fingerprint": client.get(f"{preview}appliquer/").context["fingerprint"]}
    assert [client.post(f"{preview}appliquer/", data)["Location"] for _tap in range(2)] == [f"{preview}bilan/"] * 2
    assert EPM.objects.filter(name="Le Labo").count() == 1


def test_import_that_waits_is_not_undone(client, gramat):
    preview = upload(client, place_line(**LABO))
    page = client.post(f"{preview}annuler/", follow=True).content.decode()
    assert page.count("Cet import n’est pas appliqué") == 1


def test_left_file_is_forgotten(client, gramat):
    preview = upload(client, place_line(**LABO))
    client.post(f"{preview}oublier/")
    assert (PlaceImport.objects.count(), client.get(preview).status_code) == (0, 404)


def test_export_of_the_directory_has_nothing_to_change(client, gramat):
    EPMFactory.create_batch(3, commune__territory=gramat.commune.territory, pivot=gramat.pivot, updated_on="2026-01-01")
    response = client.post(PATH, {"file": SimpleUploadedFile("lieux.csv", exported())}, follow=True)
    assert [(verdict.label, count) for verdict, count in response.context["counts"]] == [("Rien à changer", 4)]


@pytest.mark.parametrize("page", ["", "appliquer/"])
def test_preview_costs_the_same_queries_with_1_and_3_rows(client, gramat, queries_of, page):
    def preview_of(count: int) -> str:
        lines = [place_line(id="gramat", nom="EPM", telephone="+33565000000")] if count == 1 else []
        places = EPMFactory.create_batch(count - len(lines), commune=gramat.commune, pivot="")
        lines += [place_line(id=epm.slug, nom=epm.name, telephone="+33565000001", pivot="") for epm in places]
        return upload(client, *lines) + page

    one, three = preview_of(1), preview_of(3)

    assert queries_of(client, one) == queries_of(client, three)
    assert queries_of(client, one) <= 12


def test_trail_costs_the_same_queries_with_1_and_3_places(client, gramat, queries_of):
    trails = []
    for count in (1, 3):
        preview = upload(
            client, *(place_line(id=f"n{count}{each}", nom=f"{each}{count}" * 5, pivot="") for each in "abc"[:count])
        )
        confirm(client, preview)
        trails.append(f"{preview}bilan/")
    assert queries_of(client, trails[0]) == queries_of(client, trails[1])
