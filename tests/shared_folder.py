"""Where the processes of one run of the tests keep what the first of them made."""

import os
from pathlib import Path


def shared_folder(tmp_path_factory) -> Path:
    """Return the temporary folder of all the processes of the run."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
