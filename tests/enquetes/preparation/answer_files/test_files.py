"""Answers written to a file and read back: nothing lost, nothing counted twice, refusals in words."""

import csv
import uuid
from datetime import timedelta
from io import BytesIO, StringIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from enquetes.design.campaigns.enums import Mode
from enquetes.design.campaigns.services import NOT_RUNNING, close_campaign
from enquetes.fieldwork.collection.services import collect_response
from enquetes.preparation.answer_files import services
from enquetes.preparation.answer_files.columns import ORIGIN, dictionary_of, header_of
from enquetes.preparation.answer_files.line_reader import NO_QUESTION, WAS_LEFT_OUT, LineReader, check_header
from enquetes.preparation.answer_files.lines import EMPTY, LONGEST_LINE, NOT_A_TABLE, TOO_WIDE, TableFile, in_utf_8
from enquetes.preparation.answer_files.models import BroughtFile
from enquetes.preparation.answer_files.services import (
    NOT_READY,
    OTHERS_KEY,
    TOO_MANY_REFUSED,
    bring_file,
    confirm_file,
    forget_file,
    forget_old_files,
    read_slice,
)
from enquetes.preparation.answer_files.tasks import resume_left_files
from enquetes.preparation.answer_files.writing import answer_file_parts, cells_of, csv_lines
from enquetes.preparation.cleaning.services import leave_out
from enquetes.preparation.enums import FileState
from questionnaires.answers.models import Answer, Response
from questionnaires.filling.checks import check_values
from questionnaires.questions.enums import QuestionKind
from questionnaires.questions.outline import ChoiceOutline, Outline, QuestionOutline, RowOutline, SectionOutline
from tests.factories.enquetes import CampaignFactory
from tests.factories.reseau import CommuneFactory, MemberFactory

WHOLE = {
    "sexe": "femme",
    "age": "jeune",
    "vient": "oui",
    "usages": ["jeux", "papiers"],
    "note": "nsp",
    "avis": {"lieu": "mal"},
    "fois": -4,
    "mot": "=1+1\nAprès « tout »",
}


@pytest.fixture
def campaign(version):
    return CampaignFactory(running=True, version=version, slug="usages", has_paper=True)


@pytest.fixture
def by(db):
    return MemberFactory()


def as_file(rows: list[dict], *, name: str = "reponses.csv") -> SimpleUploadedFile:
    header = list(dict.fromkeys(column for row in rows for column in row))
    return SimpleUploadedFile(
        name, csv_lines([header, *([row.get(column, "") for column in header] for row in rows)]).encode()
    )


def line(number: str, **cells) -> dict[str, str]:
    day = timezone.localdate().isoformat()
    return {"_campagne": "usages", "_envoi": number, "_jour": day, "_facon": "paper", "sexe": "femme", **cells}


def read_whole(brought: BroughtFile) -> BroughtFile:
    while read_slice(brought=brought.pk):
        pass
    brought.refresh_from_db()
    return brought


def written(campaign) -> str:
    return "".join(answer_file_parts(campaign))


def whys(brought: BroughtFile) -> list[str]:
    return list(brought.refused_lines.values_list("why", flat=True))


def test_file_comes_back_as_it_was_written(campaign, by):
    commune = CommuneFactory()
    for values in (WHOLE, {"sexe": "homme", "commune": commune.pk}, {"mot": "'entre apostrophes'"}):
        collect_response(campaign=campaign, values=values, mode=Mode.LINK)
    before = written(campaign)
    Response.objects.all().delete()

    brought = read_whole(bring_file(campaign=campaign, file=SimpleUploadedFile("r.csv", before.encode()), by=by))
    assert (brought.state, brought.ready, brought.refused) == (FileState.READY, 3, 0), whys(brought)
    assert not Response.objects.exists()
    brought = read_whole(confirm_file(brought=brought))

    assert (brought.state, brought.counted) == (FileState.DONE, 3)
    assert written(campaign) == before


def test_file_brought_again_adds_nothing(campaign, by):
    rows = [line("Gourdon 1"), line("Gourdon 2", sexe="homme")]
    read_whole(confirm_file(brought=read_whole(bring_file(campaign=campaign, file=as_file(rows), by=by))))

    again = read_whole(bring_file(campaign=campaign, file=as_file([*rows, line("Gourdon 3")]), by=by))

    assert (again.ready, again.known, again.refused) == (1, 2, 0)
    assert read_whole(confirm_file(brought=again)).counted == 1
    assert campaign.collected.count() == 3


def test_number_of_another_answer_is_refused(campaign, by):
    read_whole(confirm_file(brought=read_whole(bring_file(campaign=campaign, file=as_file([line("1")]), by=by))))

    brought = bring_file(
        campaign=campaign, file=as_file([line("1", sexe="homme"), line("2"), line("2", age="jeune")]), by=by
    )

    assert whys(read_whole(brought)) == [OTHERS_KEY, OTHERS_KEY]
    assert brought.refused_lines.first().number == 2


def test_key_of_another_campaign_is_refused(campaign, by, version):
    key = uuid.uuid4()
    collect_response(campaign=campaign, values={"sexe": "femme"}, mode=Mode.LINK, sent_key=key)
    campaign.collected.update(campaign=CampaignFactory(questionnaire=version.questionnaire))

    assert whys(read_whole(bring_file(campaign=campaign, file=as_file([line(str(key))]), by=by))) == [OTHERS_KEY]


@pytest.mark.parametrize(
    ("cells", "refusal"),
    [
        ({"sexe": "autre"}, "sexe\u00a0: Choisissez une réponse de la liste."),
        ({"fois": "douze"}, "fois\u00a0: Écrivez un nombre entier, en chiffres."),
        ({"usages_jeux": "beaucoup"}, "usages\u00a0: Écrivez 1 ou 0."),
        ({"commune": "99999"}, "commune\u00a0: Cette commune n’est pas connue\u00a0: choisissez-la dans la liste."),
        ({"_jour": "hier"}, "Le jour s’écrit 2026-03-12, ou 12/03/2026."),
        ({"_jour": "2020-01-01"}, "Cette enquête n’est pas ouverte aujourd’hui."),
        ({"_facon": "kiosk"}, "Écrivez une façon de répondre de cette campagne\u00a0: link, paper."),
        ({"_espace": "nulle-part"}, "Cet espace n’est pas connu\u00a0: écrivez l’adresse courte de sa page."),
        ({"_langue": "xx"}, "Cette langue n’est pas connue."),
        (
            {"_envoi": ""},
            "Donnez un numéro à cette ligne dans la colonne _envoi\u00a0: il fait qu’elle ne compte qu’une fois.",
        ),
        ({"_campagne": "foyers"}, "Ce fichier est celui d’une autre campagne\u00a0: «\u00a0foyers\u00a0»."),
        ({"_etat": "laissee_de_cote"}, WAS_LEFT_OUT.format("_etat")),
    ],
)
def test_line_is_refused_in_words(campaign, by, cells, refusal):
    good = line("1")

    brought = read_whole(bring_file(campaign=campaign, file=as_file([good, line("2") | cells]), by=by))

    assert whys(brought) == [refusal]
    assert (brought.ready, brought.refused) == (1, 1)


def test_labels_french_days_and_lost_zeros_are_read(campaign, by):
    CommuneFactory(pk="01004")
    row = line("1", sexe="Femme", commune="1004", usages_jeux="oui", usages_mail="non")
    row["_jour"] = timezone.localdate().strftime("%d/%m/%Y")

    read_whole(confirm_file(brought=read_whole(bring_file(campaign=campaign, file=as_file([row]), by=by))))

    given = {answer.question.code: answer for answer in Answer.objects.select_related("question", "choice")}
    assert (given["commune"].commune_id, given["usages"].choice.code, given["sexe"].choice.code) == (
        "01004",
        "jeux",
        "femme",
    )


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"", EMPTY),
        (b"a;b;a\n", "Deux colonnes portent le même nom\u00a0: a."),
        (b"\x00\x01PK\x03;\x00\n\x00;", NOT_A_TABLE),
        (b"_campagne;_envoi;_jour;humeur\n", "Ces colonnes ne sont pas de ce questionnaire\u00a0: humeur."),
        (b"_campagne;_envoi;_jour\n", NO_QUESTION),
        (b"_campagne;_jour;sexe\n", "Il manque la colonne _envoi\u00a0: partez du modèle."),
        (
            b"_campagne;_envoi;_jour;sexe\nfoyers;1;x;y\n",
            "Ce fichier est celui d’une autre campagne\u00a0: «\u00a0foyers\u00a0».",
        ),
    ],
)
def test_wrong_file_is_refused_at_once(campaign, by, content, refusal):
    with pytest.raises(ValidationError) as refused:
        bring_file(campaign=campaign, file=SimpleUploadedFile("r.csv", content), by=by)

    assert refused.value.messages == [refusal]
    assert not BroughtFile.objects.exists()


def test_file_is_read_a_slice_at_a_time(campaign, by, monkeypatch):
    monkeypatch.setattr(services, "SLICE", 2)
    brought = bring_file(campaign=campaign, file=as_file([line(str(rank)) for rank in range(5)]), by=by)

    lines = []
    while read_slice(brought=brought.pk):
        brought.refresh_from_db()
        lines.append(brought.line)

    assert lines == [3, 5]
    assert read_whole(brought).ready == 5


def test_killed_worker_counts_nothing_twice(campaign, by, monkeypatch):
    monkeypatch.setattr(services, "SLICE", 2)
    brought = read_whole(bring_file(campaign=campaign, file=as_file([line(str(rank)) for rank in range(4)]), by=by))
    confirm_file(brought=brought)
    read_slice(brought=brought.pk)
    # The worker was killed: another is told of the file.
    assert resume_left_files() == 1

    assert read_whole(brought).counted == 4
    assert campaign.collected.count() == 4


def test_file_with_too_many_refusals_is_stopped(campaign, by, monkeypatch):
    monkeypatch.setattr(services, "MOST_REFUSED", 2)
    brought = bring_file(campaign=campaign, file=as_file([line(str(rank), sexe="x") for rank in range(4)]), by=by)

    brought = read_whole(brought)

    assert (brought.state, brought.problem, bool(brought.file)) == (FileState.STOPPED, TOO_MANY_REFUSED, False)


def test_campaign_closed_meanwhile_stops_the_file(campaign, by):
    brought = read_whole(bring_file(campaign=campaign, file=as_file([line("1")]), by=by))
    confirm_file(brought=brought)
    close_campaign(campaign=campaign)

    brought = read_whole(brought)

    assert (brought.state, brought.problem, campaign.collected.count()) == (FileState.STOPPED, NOT_RUNNING, 0)


def test_file_forgotten_while_it_is_read_ends_quietly(campaign, by, monkeypatch):
    brought = bring_file(campaign=campaign, file=as_file([line("1")]), by=by)
    read, whole = services.TableFile, TableFile.lines
    monkeypatch.setattr(
        read, "lines", lambda *args, **kwargs: (forget_file(brought=brought), whole(*args, **kwargs))[1]
    )

    assert read_slice(brought=brought.pk) is False
    assert not BroughtFile.objects.exists()


def test_only_a_judged_file_is_counted(campaign, by):
    brought = bring_file(campaign=campaign, file=as_file([line("1")]), by=by)

    with pytest.raises(ValidationError, match=NOT_READY[:30]):
        confirm_file(brought=brought)


def test_forgotten_file_leaves_nothing(campaign, by, django_capture_on_commit_callbacks):
    brought = read_whole(bring_file(campaign=campaign, file=as_file([line("1")]), by=by))
    storage, name = brought.file.storage, brought.file.name
    BroughtFile.objects.update(created=timezone.now() - timedelta(days=8))

    with django_capture_on_commit_callbacks(execute=True):
        assert forget_old_files() == 1

    assert not BroughtFile.objects.exists()
    assert not storage.exists(name)


def test_counted_file_is_deleted(campaign, by, django_capture_on_commit_callbacks):
    brought = read_whole(bring_file(campaign=campaign, file=as_file([line("1")]), by=by))
    storage, name = brought.file.storage, brought.file.name
    with django_capture_on_commit_callbacks(execute=True):
        read_whole(confirm_file(brought=brought))

    assert not storage.exists(name)
    forget_file(brought=brought)
    assert campaign.collected.count() == 1


def test_response_left_out_is_written_as_such(campaign, by):
    collected = collect_response(campaign=campaign, values={"sexe": "femme"}, mode=Mode.LINK)
    leave_out(collected=collected, reason="Doublon", by=by)

    assert ";laissee_de_cote;" in written(campaign)


def test_synthetic_campaign_says_so_in_each_line(campaign):
    campaign.is_synthetic = True
    campaign.save()
    collect_response(campaign=campaign, values={"sexe": "femme"}, mode=Mode.LINK)

    rows = list(csv.DictReader(StringIO(written(campaign).removeprefix("\ufeff")), delimiter=";"))
    assert [row["_attention"] for row in rows] == [campaign.warning]


def test_dictionary_names_each_column(outline):
    assert {row[0] for row in dictionary_of(outline)} == set(header_of(CampaignFactory.build(), outline)) - set(ORIGIN)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_any_spreadsheet_is_read(encoding, delimiter):
    text = f'nom{delimiter}où\r\n"é{delimiter}è"{delimiter}là\r\n{delimiter}\r\nb{delimiter}c{delimiter}d\r\n'
    with in_utf_8(BytesIO(text.encode(encoding))) as copy:
        table = TableFile(copy.file)

        assert table.header == ["nom", "où"]
        lines = [(each.number, dict(each.cells), each.problem) for each in table.lines()]
    assert lines == [(2, {"nom": f"é{delimiter}è", "où": "là"}, ""), (4, {"nom": "b", "où": "c"}, TOO_WIDE)]


CHOICES = (ChoiceOutline(1, "a", "A"), ChoiceOutline(2, "b", "B", asks_words=True))
ROWS = (RowOutline(1, "x", "X"), RowOutline(2, "y", "Y"))


@pytest.mark.parametrize("stop", range(1, 5))
def test_lines_are_read_on_from_any_of_them(stop):
    text = 'nom;"où\r\nça"\r\n"é\r\nè";1\r\n\r\n;2\r\nç;3'
    whole = list(TableFile(BytesIO(text.encode())).lines())
    assert [each.number for each in whole] == [2, 4, 5]

    first = [each for each in whole if each.number <= stop]
    place = {"after": first[-1].number, "end": first[-1].end} if first else {}
    assert [*first, *TableFile(BytesIO(text.encode())).lines(**place)] == whole


def test_line_without_end_is_refused_before_it_is_read():
    with pytest.raises(ValidationError, match=NOT_A_TABLE[:20]):
        TableFile(BytesIO(b"a;b\n" + b"x" * 3 * LONGEST_LINE)).lines().__next__()
    with pytest.raises(ValidationError, match=NOT_A_TABLE[:20]):
        in_utf_8(BytesIO(b"\xff\xfea"))


QUESTIONS = (
    QuestionOutline(1, "une", QuestionKind.ONE, "Une", choices=CHOICES),
    QuestionOutline(2, "deux", QuestionKind.SEVERAL, "Deux", choices=CHOICES),
    QuestionOutline(3, "grille", QuestionKind.GRID, "Grille", choices=CHOICES, rows=ROWS),
    QuestionOutline(4, "nombre", QuestionKind.NUMBER, "Nombre"),
    QuestionOutline(5, "mots", QuestionKind.LONG_TEXT, "Mots"),
)
OUTLINE = Outline(1, "Essai", "", "", (SectionOutline(1, "", "", QUESTIONS),))
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
VALUES = st.fixed_dictionaries(
    {},
    optional={
        "une": st.sampled_from(["a", "b"]),
        "une.words": WORDS,
        "deux": st.lists(st.sampled_from(["a", "b"]), unique=True),
        "grille": st.dictionaries(st.sampled_from(["x", "y"]), st.just("a")),
        "nombre": st.integers(-(10**7), 10**7),
        "mots": st.one_of(WORDS, st.builds("{}{}".format, st.sampled_from("=+-@'\t\r\n"), WORDS)),
    },
)


class RoundTripTest(TestCase):
    @given(VALUES)
    @settings(max_examples=300, deadline=None)
    def test_any_answer_comes_back(self, values):
        kept = check_values(OUTLINE, values)
        campaign = CampaignFactory.build(slug="usages", running=True)
        origin = {"_campagne": "usages", "_envoi": "1", "_jour": timezone.localdate().isoformat(), "_facon": "link"}
        header = header_of(campaign, OUTLINE)
        row = origin | cells_of(OUTLINE, kept)
        text = csv_lines([header, [row.get(name, "") for name in header]])
        check_header(campaign, OUTLINE, header)

        [found] = TableFile(BytesIO(text.encode())).lines()

        assert LineReader(campaign, OUTLINE).read(found).values == kept
