"""The papers met while pages are read, and their judge."""

import os

import pytest

from scripts import paper_checker


@pytest.fixture(scope="package")
def papers(tmp_path_factory):
    """A folder for the PDF files that this process meets: veraPDF reads them all at the end."""
    folder = tmp_path_factory.mktemp("papers")
    yield folder
    reason = paper_checker.lacking()
    assert not (reason and os.environ.get("EXTRANET_REQUIRE_ALL")), reason
    if not reason:
        assert [str(fault) for fault in paper_checker.check(folder)] == []
