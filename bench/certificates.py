"""Separate process: time to print a thousand certificates, as JSON lines."""

import json
from copy import copy
from itertools import cycle, islice

from bench.papers import one_line
from bench.timing import milliseconds
from formation.proof.certificates.paper import certificate_paper, certificates_on_paper
from reseau.documents.proofs.numbers import new_number

MANY = 1_000


def main() -> None:
    """Print milliseconds of each certificate, with its data and QR code; and of as many one-line documents.

    The demo has fewer: each is used several times, under different numbers.
    """
    of_the_demo = list(certificates_on_paper().in_force())
    certificates = [under(certificate, new_number()) for certificate in islice(cycle(of_the_demo), MANY)]
    one_line()
    print(json.dumps({"certificates": [milliseconds(printed, certificate) for certificate in certificates]}))
    print(json.dumps({"one_line": [milliseconds(one_line) for _ in certificates]}))


def under(certificate, number: str):
    other = copy(certificate)
    other.number = number
    return other


def printed(certificate) -> bytes:
    return certificate_paper(certificate).pdf()
