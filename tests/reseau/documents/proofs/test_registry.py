"""Kinds of papers that are checked by their number, each declared by its app."""

import datetime

import pytest

from reseau.documents.proofs import registry
from reseau.documents.proofs.registry import Proof, check_url, proof_of, register

MADE = Proof(title="Attestation", issued=datetime.date(2026, 3, 12))


@pytest.fixture(autouse=True)
def empty_registry(monkeypatch):
    """A registry that holds only the kinds of the test."""
    monkeypatch.setattr(registry, "_checkers", [])


def test_first_checker_that_knows_a_number_gives_the_proof():
    register(lambda number: None)
    register(lambda number: MADE if number == "7K3M9QTR2XWC" else None)
    assert (proof_of("7K3M9QTR2XWC"), proof_of("000000000000")) == (MADE, None)


def test_kind_is_declared_once():
    requested_numbers = []
    for _ in range(2):
        register(requested_numbers.append)
    proof_of("000000000000")
    assert requested_numbers == ["000000000000"]


def test_printed_address_is_the_public_address_of_the_site(settings):
    settings.ORIGIN = "https://extranet.example.org"
    assert check_url("7K3M9QTR2XWC") == "https://extranet.example.org/attestations/7K3M-9QTR-2XWC/"
