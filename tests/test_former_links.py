"""Links given before they were derived from their rows: their rows keep a fingerprint alone, and they still open."""

import pytest

from formation.sessions.calendar_feeds.services import renew_feed
from formation.sessions.enrolment.models.agreement import EmployerAgreement
from formation.sessions.enrolment.services.enrolments import enrol
from reseau.web.signed_links import hash_token
from ressources.library.collections.services import share_collection
from tests.factories.formation import SessionFactory
from tests.factories.readers import CollectionFactory
from tests.factories.reseau import InvitationFactory, PositionFactory

pytestmark = pytest.mark.django_db
FORMER = "Zm9ybWVy-bGluaw_drawn_at_random_0123456789a"
ADDRESSES = {
    "invitation": f"/invitation/{FORMER}/",
    "calendar": f"/formation/calendriers/{FORMER}.ics",
    "agreement": f"/formation/accords/{FORMER}/",
    "collection": f"/ressources/collections/partagee/{FORMER}/",
}


@pytest.fixture
def member(site_tree):
    return PositionFactory(employer_email="mairie@example.org").member


@pytest.fixture
def row(request, member):
    """A row of before, without the fingerprint of its former link."""
    if request.param == "agreement":
        enrol(session=SessionFactory(), member=member)
    make = {
        "invitation": InvitationFactory,
        "calendar": lambda: renew_feed(owner=member, by=member),
        "agreement": EmployerAgreement.objects.get,
        "collection": lambda: share_collection(collection=CollectionFactory(owner=member)),
    }
    return make[request.param]()


@pytest.mark.parametrize(("row", "kind"), [(kind, kind) for kind in ADDRESSES], indirect=["row"])
def test_link_given_before_opens_by_its_fingerprint(client_of, member, row, kind):
    client = client_of(member)
    assert client.get(ADDRESSES[kind]).status_code == 404
    type(row).objects.filter(pk=row.pk).update(former_link=hash_token(FORMER))
    assert client.get(ADDRESSES[kind]).status_code == 200
