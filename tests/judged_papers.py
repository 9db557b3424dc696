"""Papers that tests print, read by a judge that nobody here wrote."""

import hashlib
import os
import re
from pathlib import Path
from urllib.parse import unquote

import pytest

from scripts import paper_checker
from tests.draw import DRAW, place_in_draw

# What differs between two papers of one kind: keys and days in their address, the hash at the end of a test’s name.
OF_THE_PAPER = re.compile(r"-[0-9a-f]{8}\.pdf$|(?<![A-Za-z])[\d-]*\d(?![A-Za-z])")


@pytest.fixture
def judge_archival(papers, request):
    """`judge_archival(pdf)`: the paper claims PDF/A-2a beside PDF/UA-1, and the judge reads it with the others."""

    def judge(pdf: bytes) -> None:
        assert paper_checker.claims_archival(pdf)
        name = re.sub(r"\W+", "-", request.node.nodeid)
        (papers / f"{name}-{hashlib.sha256(pdf).hexdigest()[:8]}.pdf").write_bytes(pdf)

    return judge


@pytest.fixture(scope="session")
def papers(tmp_path_factory):
    """A folder for the PDF files that this process meets: veraPDF reads them at the end, by day one of each kind."""
    folder = tmp_path_factory.mktemp("papers")
    yield folder
    if DRAW:
        leave_one_of_each_kind(folder)
    reason = paper_checker.lacking()
    assert not (reason and os.environ.get("EXTRANET_REQUIRE_ALL")), reason
    if not reason and any(folder.iterdir()):
        assert [str(fault) for fault in paper_checker.check(folder)] == []


def leave_one_of_each_kind(folder: Path) -> None:
    """Remove all papers of each kind but one, which the draw chooses."""
    met = set()
    for paper in sorted(folder.iterdir(), key=lambda paper: place_in_draw(paper.name)):
        kind = OF_THE_PAPER.sub("", unquote(paper.name))
        if kind in met:
            paper.unlink()
        met.add(kind)
