"""The sheet of components: for those who write templates, absent from a site in production."""

import pytest

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("debug", "status"), [(True, 200), (False, 404)])
def test_sheet_exists_in_debug_mode_only(client, settings, debug, status):
    settings.DEBUG = debug

    assert client.get("/aide/composants/").status_code == status
