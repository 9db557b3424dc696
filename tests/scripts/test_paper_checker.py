"""The judge of papers: what it says of a PDF/UA-1, of another PDF, and what it needs."""

import os

import pytest
import typst

from scripts import paper_checker
from scripts.paper_checker import check, claims_archival, lacking

PAPER = b"""#set document(title: "Fiche")
#set text(lang: "fr")
= Fiche
"""
DATED = PAPER.replace(b'title: "Fiche"', b'title: "Fiche", date: datetime(year: 2026, month: 3, day: 2)')


@pytest.fixture
def judge():
    if reason := lacking():
        assert not os.environ.get("EXTRANET_REQUIRE_ALL"), reason
        pytest.skip(f"Les papiers ne sont pas vérifiés\u00a0: {reason}.")


@pytest.mark.night("starts a Java of its own; by day each process ends with the judge of its papers")
@pytest.mark.usefixtures("judge")
def test_only_the_paper_that_breaks_a_rule_is_named(tmp_path):
    (tmp_path / "good.pdf").write_bytes(typst.compile(PAPER, pdf_standards=["ua-1"]))
    (tmp_path / "bad.pdf").write_bytes(typst.compile(PAPER, pdf_standards=["1.7"]))
    faults = check(tmp_path)
    assert {fault.paper for fault in faults} == {"bad.pdf"}
    assert any("PDF/UA" in fault.text for fault in faults)


@pytest.mark.night("starts a Java of its own; by day each process ends with the judge of its papers")
@pytest.mark.usefixtures("judge")
def test_paper_that_claims_an_archival_standard_without_obeying_it_is_named(tmp_path):
    archival = typst.compile(DATED, pdf_standards=["ua-1", "a-2a"])
    (tmp_path / "good.pdf").write_bytes(archival)
    # The comment of the second line has four bytes above 127, so that nothing takes the file for text (6.1.2).
    header, comment, rest = archival.split(b"\n", 2)
    (tmp_path / "bad.pdf").write_bytes(b"\n".join([header, b"%" + b"a" * (len(comment) - 1), rest]))
    assert claims_archival(archival)
    assert {fault.paper for fault in check(tmp_path)} == {"bad.pdf"}


def test_missing_java_is_reported(monkeypatch):
    monkeypatch.setattr(paper_checker, "find_javas", list)
    assert lacking() == "il faut Java 11 ou plus récent"
