"""Reading of the file: what is taken, and each refusal in the words of the person who uploads it."""

import pytest
from django.core.exceptions import ValidationError

from reseau.directory.place_import.place_table import MAX_BYTES, MAX_ROWS, read_place_table

HEADER = "id,nom,commune,couleur"
LINE = "a,Lieu,Gramat,bleu"


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("delimiter", [",", ";"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_commas_and_semicolons_are_read_with_or_without_mark(mark, delimiter, end):
    text = mark + end.join([HEADER, "", LINE, ",,,"]).replace(",", delimiter)

    table = read_place_table(text.encode())

    assert table.header == ("id", "nom", "commune", "couleur")
    assert table.rows == ((3, ("a", "Lieu", "Gramat", "bleu")),)
    assert table.ignored == ["couleur"]


def test_line_numbers_are_those_of_the_file_after_a_text_of_several_lines():
    table = read_place_table(b'id,nom,commune\na,"Deux\nlignes",Gramat\nb,Lieu,Gramat\n')
    assert [number for number, _cells in table.rows] == [2, 4]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "Ce fichier est vide."),
        (b"\n\n", "Ce fichier est vide."),
        (b"id,nom,commune\n", "Ce fichier n’a que ses titres de colonnes\u00a0: aucun lieu."),
        (b"%PDF-1.7\nhello", "n’est pas un tableau CSV"),
        (b"PK\x03\x04\0\0\xff", "n’est pas un tableau CSV"),
        ("id,nom,commune\na,Médiathèque,Gramat".encode("cp1252"), "n’est pas en UTF-8"),
        (b"id,nom\na,Lieu", "Il manque dans la première ligne\u00a0: commune."),
        (b"id,nom,nom,commune\na,Lieu,Lieu,Gramat", "Une colonne est deux fois dans le fichier\u00a0: nom."),
        (b'id,nom,commune\na,"Lieu"x,Gramat', "La ligne 2 ne se lit pas"),
        (b"x" * (MAX_BYTES + 1), "Ce fichier est trop lourd\u00a0: 4\u00a0Mo au plus."),
        (b"id,nom,commune\n" + b"a,b,c\n" * (MAX_ROWS + 1), "plus de 1\u202f000 lieux"),
    ],
)
def test_unfit_file_is_refused_with_its_reason(content, message):
    with pytest.raises(ValidationError) as refusal:
        read_place_table(content)
    assert message in refusal.value.messages[0]


def test_largest_file_is_read():
    assert len(read_place_table(b"id,nom,commune\n" + b"a,b,c\n" * MAX_ROWS).rows) == MAX_ROWS
