"""Tests of the age that the B2i Adultes asks for: told, with its source, never a refusal."""

import json
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings

from b2i.frameworks.age_doubt import age_doubt
from b2i.frameworks.enums import AgeDoubt
from b2i.frameworks.models.framework import Framework

TODAY = date(2026, 12, 3)
ADULTES, PIX = Framework(slug="b2i-adultes-2012"), Framework(slug="pix-2023")


@pytest.mark.parametrize(
    ("born", "doubt"),
    [
        ({"birth_year": None}, AgeDoubt.UNKNOWN),
        ({"birth_year": 1958}, None),
        ({"birth_year": 2009}, None),
        ({"birth_year": 2010}, AgeDoubt.PERHAPS_UNDER),
        ({"birth_year": 2011}, AgeDoubt.UNDER),
        ({"birth_year": None, "born_on": date(2010, 12, 3)}, None),
        ({"birth_year": 1958, "born_on": date(2010, 12, 4)}, AgeDoubt.UNDER),
        ({"birth_year": None, "born_on": date(2012, 2, 29)}, AgeDoubt.UNDER),
    ],
)
def test_doubt_follows_the_day_of_birth_or_the_year(born, doubt):
    assert age_doubt(ADULTES, today=TODAY, **born) == doubt
    assert age_doubt(PIX, today=TODAY, **born) is None


@pytest.mark.parametrize(("day", "doubt"), [(date(2028, 2, 29), AgeDoubt.UNDER), (date(2028, 3, 1), None)])
def test_birthday_of_a_leap_year_comes(day, doubt):
    assert age_doubt(ADULTES, birth_year=None, born_on=date(2012, 3, 1), today=day) == doubt


def test_rule_is_quoted_with_the_source_of_the_data():
    path = Path(settings.BASE_DIR) / "b2i" / "data" / "b2i_adultes.json"
    (rule,) = [each for each in json.loads(path.read_text())["validation"] if "16 ans" in each["regle"]]
    quoted = AgeDoubt.UNDER.rule.split("«\u00a0")[1].split("\u00a0»")[0]
    assert rule["regle"].count(quoted) == 1
    assert AgeDoubt.UNDER.rule.count(rule["source"].removesuffix(" (copie docplayer)")) == 1
    assert AgeDoubt.UNKNOWN.label == "âge inconnu"
    assert AgeDoubt.UNDER.label == "moins de 16 ans\u00a0: à vérifier auprès du rectorat"
