"""A campaign with kiosks, and the one of a place."""

import datetime
import uuid

import pytest
from django.utils import timezone

from enquetes.design.campaigns.models import Campaign
from enquetes.fieldwork.kiosks.models import Kiosk
from enquetes.fieldwork.kiosks.services import open_kiosk
from tests.factories.enquetes import CampaignFactory

WHOLE = {"sexe": "femme", "age": "adulte", "usages": ["jeux"], "avis": {"accueil": "bien"}, "fois": 3, "mot": "Merci"}


@pytest.fixture
def campaign(version) -> Campaign:
    opens_on = timezone.localdate() - datetime.timedelta(days=10)
    named = {"title": "Vos usages", "slug": "usages"}
    return CampaignFactory(running=True, every_mode=True, version=version, opens_on=opens_on, **named)


@pytest.fixture
def kiosk(campaign, epm, animator) -> Kiosk:
    return open_kiosk(campaign=campaign, epm=epm, by=animator)


def entry(values=None, **more) -> dict:
    """One response as the page sends it."""
    return {"about": "reponse", "key": str(uuid.uuid4()), "age": 0, "values": values or WHOLE, **more}
