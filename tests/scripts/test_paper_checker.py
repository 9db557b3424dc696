"""The judge of papers: what it says of a PDF/UA-1, of another PDF, and what it needs."""

import os

import pytest
import typst

from scripts import paper_checker
from scripts.paper_checker import check, lacking

PAPER = b"""#set document(title: "Fiche")
#set text(lang: "fr")
= Fiche
"""


@pytest.fixture
def judge():
    if reason := lacking():
        assert not os.environ.get("EXTRANET_REQUIRE_ALL"), reason
        pytest.skip(f"Les papiers ne sont pas vérifiés\u00a0: {reason}.")


@pytest.mark.usefixtures("judge")
def test_only_the_paper_that_breaks_a_rule_is_named(tmp_path):
    (tmp_path / "good.pdf").write_bytes(typst.compile(PAPER, pdf_standards=["ua-1"]))
    (tmp_path / "bad.pdf").write_bytes(typst.compile(PAPER, pdf_standards=["1.7"]))
    faults = check(tmp_path)
    assert {fault.paper for fault in faults} == {"bad.pdf"}
    assert any("PDF/UA" in fault.text for fault in faults)


def test_missing_java_is_reported(monkeypatch):
    monkeypatch.setattr(paper_checker, "find_javas", list)
    assert lacking() == "il faut Java 11 ou plus récent"
