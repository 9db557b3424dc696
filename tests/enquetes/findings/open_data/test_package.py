"""The open package: refused while somebody could be recognised, valid, and told by its method."""

import csv
import json
from collections import Counter
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest
from django.core.exceptions import ValidationError
from frictionless import Package

from enquetes.design.campaigns.models import SYNTHETIC
from enquetes.design.variables.models import CodedText, GivenCode
from enquetes.findings.open_data.choice import OfferedChoices, OpenChoice
from enquetes.findings.open_data.columns import bands_of
from enquetes.findings.open_data.enums import Treatment
from enquetes.findings.open_data.package import OpenPackage, build_package, package_archive
from enquetes.findings.open_data.table import read_open_table
from enquetes.preparation.coding.services import code_texts
from enquetes.preparation.coding.texts import read_texts
from enquetes.preparation.weighting.services import weight_responses
from questionnaires.answers.models import Answer
from questionnaires.questions.outline import outline_of
from tests.factories.reseau import MemberFactory

pytestmark = pytest.mark.django_db
MARGINS = b"Variable;Categorie;Effectif\nsexe;femme;52\nsexe;homme;48\n"


def files_of(archive: bytes) -> dict[str, str]:
    with ZipFile(BytesIO(archive)) as opened:
        return {name.partition("/")[2]: opened.read(name).decode() for name in opened.namelist()}


def rows_of(archive: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(files_of(archive)["reponses.csv"])))


def built(campaign, *, suppresses: bool = False, **treatments: Treatment) -> OpenPackage:
    """Build what is proposed, but for these questions."""
    offered = OfferedChoices.of(campaign)
    proposed = offered.default()
    choice = OpenChoice({**proposed.treatments, **treatments}, proposed.has_weights, suppresses)
    return build_package(campaign, choice, offered)


def test_small_groups_are_refused_in_words(campaign):
    with pytest.raises(ValidationError) as refused:
        built(campaign)

    sentence = (
        "3\u00a0réponses sur 31 viendraient de groupes de moins de 5 personnes\u00a0: "
        "supprimez ces lignes, groupez des réponses, ou retirez une question."
    )
    assert refused.value.messages == [sentence]


def test_suppressed_rows_are_gone_and_told(campaign):
    package = built(campaign, suppresses=True)
    archive = package_archive(package)

    assert (package.check.smallest, package.check.alone, package.suppressed) == (3, 3, 3)
    assert package.check.without == {"sexe": 0, "age": 0, "commune": 3}
    rows = rows_of(archive)
    assert len(rows) == 28
    assert ("homme", "aine") not in {(row["sexe"], row["age"]) for row in rows}
    assert "Lignes supprimées pour cela\u00a0: 3 sur 31." in files_of(archive)["METHODE.md"]


def test_fewer_traits_let_all_rows_be_published(campaign):
    package = built(campaign, age=Treatment.LEFT_OUT)

    assert package.suppressed == 0
    assert "age" not in package.table.names


def test_known_trait_is_not_published_as_if_it_were_none(campaign):
    with pytest.raises(ValidationError, match=r"pas offert pour la question .*Votre âge"):
        built(campaign, age=Treatment.PLAIN)


@pytest.mark.parametrize("code", ["mot", "inconnue"])
def test_what_people_wrote_is_never_published(campaign, code):
    with pytest.raises(ValidationError, match="pas offert"):
        built(campaign, suppresses=True, **{code: Treatment.PLAIN})


def test_survey_without_a_trait_is_published_and_says_so(campaign):
    offered = OfferedChoices.of(campaign)

    package = build_package(campaign, OpenChoice({"vient": Treatment.PLAIN}), offered)

    assert "faire reconnaître quelqu’un\u00a0: aucun." in files_of(package_archive(package))["METHODE.md"]


def test_something_is_published(campaign):
    with pytest.raises(ValidationError, match="au moins une question"):
        build_package(campaign, OpenChoice(), OfferedChoices.of(campaign))


def test_weight_tells_the_trait_that_is_left_out(campaign):
    """Women and men do not weigh the same: the weight would bring back what was left out."""
    weight_responses(version=campaign.version, table=MARGINS)

    package = built(campaign, suppresses=True, sexe=Treatment.LEFT_OUT)

    assert "poids" in package.check.columns
    groups = Counter((row["age"], row["poids"], row["commune"]) for row in rows_of(package_archive(package)))
    assert min(groups.values()) >= 5


def test_package_without_anybody_is_refused(campaign):
    campaign.smallest = 40
    with pytest.raises(ValidationError, match="aucune réponse"):
        built(campaign, suppresses=True)


def test_package_is_valid(campaign, tmp_path):
    weight_responses(version=campaign.version, table=MARGINS, source="Recensement")
    archive = package_archive(built(campaign, suppresses=True))
    for name, text in files_of(archive).items():
        (tmp_path / name).write_text(text, encoding="utf-8")

    report = Package(str(tmp_path / "datapackage.json")).validate()

    assert report.flatten(["message"]) == []
    fields = {
        field["name"]: field
        for field in json.loads(files_of(archive)["datapackage.json"])["resources"][0]["schema"]["fields"]
    }
    assert list(fields) == [
        *("sexe", "age", "vient", "usages_jeux", "usages_mail", "usages_papiers", "note", "avis_accueil", "avis_lieu"),
        *("fois", "commune", "poids"),
    ]
    assert fields["sexe"]["constraints"] == {"enum": ["femme", "homme"]}
    weights = [float(row["poids"]) for row in rows_of(archive)]
    assert min(weights) < 1 < max(weights)


def test_table_holds_codes_and_neither_words_nor_communes_nor_numbers(campaign):
    territory = campaign.version.responses.first().answers.get(question__code="commune").commune.territory.slug
    archive = package_archive(built(campaign, suppresses=True))

    assert "secret" not in "".join(files_of(archive).values())
    rows = rows_of(archive)
    assert {row["commune"] for row in rows} == {territory}
    assert {(row["usages_jeux"], row["usages_papiers"]) for row in rows} == {("1", "0"), ("0", "1")}
    assert {row["avis_lieu"] for row in rows} == {""}
    numbers = [row.number for row in campaign.version.questions.get(code="fois").answers.all()]
    assert {row["fois"] for row in rows} == {band.code for band in bands_of(numbers, 5)} != set()
    assert rows == sorted(rows, key=lambda row: tuple(row.values()))


def test_responses_left_out_or_beyond_their_quota_are_not_published(campaign):
    first, second = campaign.collected.all()[:2]
    type(first).objects.filter(pk=first.pk).update(is_left_out=True)
    type(first).objects.filter(pk=second.pk).update(is_beyond_quota=True)

    assert len(read_open_table(campaign, None, outline_of(campaign.version).questions[:2]).rows) == 29


def test_questions_of_quotas_margins_and_communes_are_traits(campaign):
    assert OfferedChoices.of(campaign).known == {"sexe", "age", "commune"}
    campaign.quota_variables = ["commune.taille"]
    assert OfferedChoices.of(campaign).known == {"commune"}
    weight_responses(version=campaign.version, table=MARGINS)
    assert OfferedChoices.of(campaign).known == {"sexe", "commune"}


def test_question_whose_column_is_named_after_a_trait_is_proposed_as_one(campaign):
    campaign.quota_variables = []
    offered = OfferedChoices.of(campaign)

    assert {code for code, treatment in offered.default().treatments.items() if treatment.is_trait} == {
        *("sexe", "age", "commune"),
    }
    assert Treatment.PLAIN in offered.treatments(offered.outline.by_code["age"])


def test_method_tells_rate_modes_and_invented_answers(campaign):
    campaign.is_synthetic = True
    files = files_of(package_archive(built(campaign, suppresses=True)))

    assert SYNTHETIC in files["METHODE.md"]
    assert json.loads(files["datapackage.json"])["description"] == SYNTHETIC
    assert {row["donnees_de_synthese"] for row in csv.DictReader(StringIO(files["reponses.csv"]))} == {"1"}
    assert "- Réponses reçues\u00a0: 31 pour 100 questionnaires, soit 31\u00a0%" in files["METHODE.md"]
    assert "- Façons de répondre\u00a0: Lien ouvert à tous" in files["METHODE.md"]


def test_same_answers_give_the_same_archive(campaign):
    first, second = (package_archive(built(campaign, suppresses=True)) for _ in range(2))

    assert first == second


def test_codes_of_texts_are_published_if_they_are_chosen_and_texts_never(campaign):
    question = outline_of(campaign.version).by_code["mot"]
    keys = [group.key for group in read_texts(campaign, question).groups]
    code_texts(campaign=campaign, question=question, keys=keys, labels=["Secret de famille"], by=MemberFactory())
    text = Answer.objects.filter(question=question.key).first()
    CodedText.objects.filter(pk=text.pk).delete()
    GivenCode.objects.filter(answer=text).delete()

    assert "mot_secret_de_famille" not in built(campaign, suppresses=True).table.names
    package = built(campaign, age=Treatment.LEFT_OUT, mot=Treatment.PLAIN)

    cells = Counter(row["mot_secret_de_famille"] for row in rows_of(package_archive(package)))
    assert cells == {"1": 30, "": 1}
    assert "un mot secret" not in str(files_of(package_archive(package)))
