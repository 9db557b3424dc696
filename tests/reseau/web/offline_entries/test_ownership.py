"""Secrets by which browsers encrypt what they keep: one for each connection, given back to their owner alone."""

import pytest

from reseau.web.offline_entries import UNNAMED, is_secret_name, owner_secret

NAME, OTHER_NAME = "0123456789abcdef", "f" * 32


def test_secret_differs_by_person_and_by_name_and_comes_back_the_same(animator, coordinator):
    secrets = [owner_secret(person, name=name) for person in (animator, coordinator) for name in (NAME, OTHER_NAME)]
    assert len({*secrets, owner_secret(animator, name=UNNAMED)}) == 5
    assert {len(secret) for secret in secrets} == {64}
    assert owner_secret(animator, name=NAME) == secrets[0]


@pytest.mark.parametrize("name", ["x", NAME[:15], "f" * 33, NAME.upper(), f"{NAME}\n", "é" * 16])
def test_malformed_name_names_no_secret(name):
    assert not is_secret_name(name)


@pytest.mark.parametrize("name", [NAME, OTHER_NAME, UNNAMED])
def test_reference_of_a_connection_random_name_and_none_name_a_secret(name):
    assert is_secret_name(name)
