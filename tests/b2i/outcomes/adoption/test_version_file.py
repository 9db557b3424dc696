"""Tests of the file of a new version: what it lacks or says wrong is told in French, with its place."""

import copy
from collections.abc import Iterator

import pytest
from django.core.exceptions import ValidationError

from b2i.frameworks.framework_files import read_json
from b2i.frameworks.models.framework import Skill
from b2i.outcomes.adoption.version_file import parse_json, read_version
from b2i.outcomes.adoption.version_template import version_template

pytestmark = pytest.mark.django_db
MAY_BE_EMPTY = {
    *("publie_le", "avertissement", "objectif", "mots_simples", "deux_mots", "seuil_validation", "libelle_officiel"),
    *("quelques_mots", "phrases", "elements", "verified"),
}


def codes() -> list[str]:
    return list(Skill.objects.filter(domain__framework__is_record_base=True).values_list("code", flat=True))


def problems_of(tree: dict) -> list[str]:
    with pytest.raises(ValidationError) as refusal:
        read_version(tree, former_codes=codes())
    return refusal.value.messages


def first_rows(tree: dict) -> Iterator[tuple[dict, str]]:
    """Yield each object of the file once for its kind: the version, a domain, a skill, an element."""
    domain = tree["domaines"][1]
    skill = domain["competences"][1]
    yield from ((tree, "version"), (domain, "domain"), (skill, "skill"), (skill["elements"][0], "element"))


def test_file_is_read_whole(tree):
    version = read_version(tree, former_codes=codes())
    assert (version.slug, len(version.domains), len(version.skills), len(version.links)) == (
        "b2i-adultes-2027",
        5,
        18,
        18,
    )
    assert (version.links["D1.2"], version.links["D2.1"]) == ({"D1.2": "part", "D1.9": "part"}, {})
    assert version.domains[0].threshold == 3


def test_file_that_the_site_ships_is_in_this_format(b2i_adultes):
    """Its own data need but a name of their own, and what answers to each skill."""
    shipped = read_json("b2i_adultes.json")
    links = version_template(b2i_adultes)["correspondances"]
    tree = shipped | {"identifiant": "b2i-encore", "origine_correspondances": "Le même", "correspondances": links}
    version = read_version(tree, former_codes=codes())
    stored = Skill.objects.filter(domain__framework=b2i_adultes)
    assert {code: skill.wording for code, skill in version.skills.items()} == dict(
        stored.values_list("code", "wording")
    )
    thresholds = [domain.threshold for domain in version.domains]
    assert thresholds == list(b2i_adultes.domains.values_list("threshold", flat=True))


def test_template_lacks_only_what_a_person_must_say(b2i_adultes):
    assert problems_of(version_template(b2i_adultes)) == [
        f"Il manque «\u00a0{key}\u00a0» dans le référentiel."
        for key in ("identifiant", "version", "source", "origine_correspondances")
    ]


def test_each_part_that_must_be_there_is_asked_for_by_its_name(tree):
    for rank in range(4):
        keys = list(list(first_rows(tree))[rank][0])
        for key in set(keys) - MAY_BE_EMPTY:
            changed = copy.deepcopy(tree)
            row, kind = list(first_rows(changed))[rank]
            del row[key]
            assert any(f"«\u00a0{key}\u00a0»" in problem for problem in problems_of(changed)), (kind, key)


def test_each_part_of_another_kind_or_too_long_is_refused_by_its_name(tree):
    for wrong in (12, ["x"], {"x": 1}, "x" * 5000):
        for rank in range(4):
            for key in list(list(first_rows(tree))[rank][0]):
                changed = copy.deepcopy(tree)
                row, kind = list(first_rows(changed))[rank]
                row[key] = wrong
                if key == "verified" or (key, wrong) == ("phrases", ["x"]):  # the first is « à vérifier » if not true
                    continue
                told = " ".join(problems_of(changed))
                assert key in told or "phrase" in told or "Correspondances" in told, (kind, key, wrong)


@pytest.mark.parametrize(
    ("links", "words"),
    [
        ({"D1.1": None}, "dites ce qui répond à D1.1, ou «\u00a0sans équivalent\u00a0»"),
        ({"D1.1": {}}, "dites ce qui répond à D1.1"),
        ({"D1.1": "rien"}, "dites ce qui répond à D1.1"),
        ({"D1.1": {"D7.1": "exact"}}, "D7.1 n’est pas dans la nouvelle version"),
        ({"D1.1": {"D1.1": "pareil"}}, "le degré de D1.1 est l’un de"),
        ({"D8.8": {"D1.1": "exact"}}, "D8.8 n’est pas une compétence du référentiel en usage"),
    ],
)
def test_every_skill_in_use_is_answered_for(tree, links, words):
    tree["correspondances"] |= links
    assert [words in problem for problem in problems_of(tree)] == [True]


def test_skill_that_the_table_forgets_is_named(tree):
    del tree["correspondances"]["D5.3"]
    assert problems_of(tree) == ["Correspondances\u00a0: dites ce qui répond à D5.3, ou «\u00a0sans équivalent\u00a0»."]


def test_code_given_twice_is_refused(tree):
    tree["domaines"][1]["competences"][1]["code"] = "D1.1"
    assert "Compétence D1.1\u00a0: 2 fois, il n’en faut qu’une." in problems_of(tree)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\xff\xfe\x00", "UTF-8"),
        (b'{"titre": \n "x"', "ligne\u00a02"),
        (b"[]", "accolade"),
        (b'{"titre": "\\u0000"}', "caractère nul"),
        (b'{"titre": "\\ud800"}', "UTF-8"),
        (b'{"part": NaN}', "démesuré"),
        (b'{"part": ' + b"9" * 5000 + b"}", "démesuré"),
        (b"[" * 100_000, "démesuré"),
    ],
)
def test_content_that_is_no_json_of_ours_is_refused_in_words(content, words):
    with pytest.raises(ValidationError, match="n’est pas du JSON lisible") as refusal:
        parse_json(content)
    assert words in refusal.value.messages[0]
