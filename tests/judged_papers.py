"""Papers that tests print, read by a judge that nobody here wrote."""

import hashlib
import os
import re

import pytest

from scripts import paper_checker


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
    """A folder for the PDF files that this process meets: veraPDF reads them all at the end."""
    folder = tmp_path_factory.mktemp("papers")
    yield folder
    reason = paper_checker.lacking()
    assert not (reason and os.environ.get("EXTRANET_REQUIRE_ALL")), reason
    if not reason and any(folder.iterdir()):
        assert [str(fault) for fault in paper_checker.check(folder)] == []
