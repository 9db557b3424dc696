"""A project of Gramat, by its animator; the four chantiers."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from projets.portfolio.chantiers.models import Chantier
from projets.portfolio.chantiers.services import ensure_starting_chantiers
from tests.factories.projets import ProjectFactory


@pytest.fixture
def chantiers(db):
    ensure_starting_chantiers()
    return list(Chantier.objects.all())


@pytest.fixture
def project(epm, animator):
    return ProjectFactory(title="Des ateliers à Gramat", epm=epm, by=animator)


@pytest.fixture
def queries_of():
    """`queries_of(client, path)`: how many queries the page takes."""

    def count(client, path: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(path).status_code == 200, path
        return len(queries)

    return count
