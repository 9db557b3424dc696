"""Odd characters and odd numbers: cleaned, or answered as what nobody has."""

import pytest
from django.http import QueryDict

from reseau.people.members.models.member import Member
from reseau.people.members.models.position import Position
from reseau.web.malformed_input import clean_data, clean_json, clean_text, read_json
from tests.test_architecture import app_modules, at
from tests.test_templates import source

HUGE = 10**39


@pytest.mark.parametrize("odd", ["\x00", "\x0b", "\x1f", "\x7f", "\ud800", "\uffff"])
def test_text_loses_what_nobody_can_write(odd):
    assert clean_text(f"Sou{odd}ris") == "Souris"


@pytest.mark.parametrize("text", ["Été\u00a0: « 5\u202f€ »\r\n\tpuis", "\N{FAMILY}\u200d\N{GRINNING FACE}", "\ufeff"])
def test_written_text_stays_as_it_is(text):
    assert clean_text(text) == text


def test_data_keep_their_order_and_their_repetitions():
    data = clean_data(QueryDict("b=1&a=%00x&b=2&%00c="))

    assert list(data.lists()) == [("b", ["1", "2"]), ("a", ["x"]), ("c", [""])]
    assert not data._mutable


def test_clean_data_are_not_copied():
    data = QueryDict("a=1")

    assert clean_data(data) is data


def test_json_is_cleaned_at_every_depth():
    odd = {"a\x00": ["\ud800x", {"b": "\x00"}], "n": 1, "z": None}

    assert clean_json(odd) == {
        "a": ["x", {"b": ""}],
        "n": 1,
        "z": None,
    }


@pytest.mark.parametrize(
    "content", [b"[" * 100_000, b"[" * 21 + b"]" * 21, b'{"a":' * 100_000, b"", b"\xff", b"9" * 5_000, b"[" * 20]
)
def test_json_that_nobody_writes_is_a_wrong_value(content):
    with pytest.raises(ValueError):  # noqa: PT011 - each reader of JSON has its own words
        read_json(content)


def test_body_of_a_request_is_read_by_one_function():
    """`json.loads` ends in a RecursionError, which views do not catch."""
    assert [at(path) for path in app_modules() if "json.loads(request.body" in source(path)] == []


@pytest.mark.django_db
@pytest.mark.parametrize("number", [HUGE, -HUGE, 2**63])
def test_no_row_has_a_number_that_no_column_holds(animator, number):
    found = [
        Member.objects.filter(pk=number),
        Member.objects.filter(pk__in=[number]),
        Position.objects.filter(member=number),
        Position.objects.filter(member_id=number),
        Position.objects.filter(member__in=[number]),
        Position.objects.filter(member__pk__in=[number]),
    ]

    assert [list(rows) for rows in found] == [[]] * len(found)


@pytest.mark.django_db
def test_numbers_that_rows_have_are_found_beside_impossible_ones(animator):
    keys = [HUGE, animator.pk]

    assert Member.objects.filter(pk__in=keys).get() == animator
    assert Position.objects.filter(member__in=keys).get().member == animator
    assert Position.objects.filter(member__in=[animator]).get().member == animator
    assert Position.objects.exclude(member__in=keys).count() == 0
    assert Position.objects.exclude(member__in=[HUGE]).count() == Position.objects.exclude(member=HUGE).count() == 1
    assert Position.objects.filter(member__in=Member.objects.filter(pk=animator.pk)).count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/membres/{}/", "/formation/plan/{}/", "/b2i/livrets/{}/"])
def test_address_with_an_impossible_number_is_not_found(client_of, coordinator, path):
    assert client_of(coordinator).get(path.format(HUGE)).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/attestations/%00/", "/nulle%00part/", "/formation/a%0Bb/"])
def test_address_with_a_control_character_is_not_found(client, site_tree, path):
    assert client.get(path).status_code == 404


@pytest.mark.django_db
def test_null_character_in_a_search_is_not_searched(client, site_tree):
    assert client.get("/recherche/?q=sou%00ris").context["q"] == "souris"
