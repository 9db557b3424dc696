"""Links given before they were derived from their rows: the migrations keep fingerprints alone, and they still open."""

from importlib import import_module

import pytest
from django.apps import apps

from alertes.channels.mails.mail_message import compose
from alertes.channels.mails.models.mail import Mail
from alertes.enums import MailState
from formation.sessions.calendar_feeds.services import renew_feed
from formation.sessions.enrolment.models.agreement import EmployerAgreement
from formation.sessions.enrolment.services.enrolments import enrol
from ressources.library.collections.services import share_collection
from tests.factories.formation import SessionFactory
from tests.factories.readers import CollectionFactory
from tests.factories.reseau import InvitationFactory, PositionFactory

pytestmark = pytest.mark.django_db
FORMER = "Zm9ybWVy-bGluaw_drawn_at_random_0123456789a"
MIGRATIONS = {
    "invitation": "reseau.migrations.0009_invitation_links_as_fingerprints",
    "calendar": "formation.migrations.0025_calendar_links_as_fingerprints",
    "agreement": "formation.migrations.0026_agreement_links_as_fingerprints",
    "collection": "ressources.migrations.0032_collection_links_as_fingerprints",
}
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
    """A row as the migration finds it: the renamed column holds the link itself."""
    if request.param == "agreement":
        enrol(session=SessionFactory(), member=member)
    make = {
        "invitation": InvitationFactory,
        "calendar": lambda: renew_feed(owner=member, by=member),
        "agreement": EmployerAgreement.objects.get,
        "collection": lambda: share_collection(collection=CollectionFactory(owner=member)),
    }
    row = make[request.param]()
    type(row).objects.filter(pk=row.pk).update(former_link=FORMER)
    return row


@pytest.mark.parametrize(("row", "kind"), [(kind, kind) for kind in MIGRATIONS], indirect=["row"])
def test_link_given_before_still_opens_and_is_stored_no_more(client_of, member, row, kind):
    client = client_of(member)
    assert client.get(ADDRESSES[kind]).status_code == 404
    import_module(MIGRATIONS[kind]).fingerprint(apps, None)
    row.refresh_from_db()
    assert FORMER not in row.former_link
    assert client.get(ADDRESSES[kind]).status_code == 200


@pytest.mark.parametrize("row", ["agreement"], indirect=True)
def test_mails_keep_no_link_and_those_that_wait_receive_theirs(row):
    mail = Mail.objects.get(outsider="mairie@example.org")
    sent = Mail.objects.create(outsider="a@example.org", key="sent", matter=mail.matter, state=MailState.SENT)
    Mail.objects.update(url=f"/formation/accords/{FORMER}/")
    import_module(MIGRATIONS["agreement"]).clear_mails(apps, None)
    for changed in (mail, sent):
        changed.refresh_from_db()
    assert (FORMER in mail.url, sent.url) == (False, "")
    assert row.token in compose(mail).body
