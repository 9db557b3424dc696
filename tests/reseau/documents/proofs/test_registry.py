"""Kinds of papers that are checked by their number, each declared by its app."""

import datetime

from reseau.documents.proofs.registry import Proof, check_url, proof_of

MADE = Proof(title="Attestation", issued=datetime.date(2026, 3, 12))


def test_first_checker_that_knows_a_number_gives_the_proof(declare):
    declare("proofs", CHECKERS=[lambda number: None, lambda number: MADE if number == "7K3M9QTR2XWC" else None])
    assert (proof_of("7K3M9QTR2XWC"), proof_of("000000000000")) == (MADE, None)


def test_printed_address_is_the_public_address_of_the_site(settings):
    settings.ORIGIN = "https://extranet.example.org"
    assert check_url("7K3M9QTR2XWC") == "https://extranet.example.org/attestations/7K3M-9QTR-2XWC/"
