"""Scans of sheets: read by those who key the batch, destroyed after their day, by a person or by the clock."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from enquetes.fieldwork.paper.models.scan import SheetScan
from enquetes.fieldwork.paper.services.scans import (
    ALREADY_PAST,
    GONE,
    LONGEST_KEPT,
    destroy_old_scans,
    destroy_scan,
    keep_scan,
)
from reseau.documents.files.scans import WRONG_SCAN
from tests.answers import close_answer
from tests.clock import freeze_time
from tests.moments import days_from_now

pytestmark = pytest.mark.django_db
KEPT_DAYS = 30


@pytest.fixture
def photo() -> SimpleUploadedFile:
    content = BytesIO()
    Image.new("L", (40, 60), "white").save(content, "JPEG")
    return SimpleUploadedFile("feuille.exe", content.getvalue())


@pytest.fixture
def scan(batch, animator, photo) -> SheetScan:
    day = timezone.localdate() + timedelta(days=KEPT_DAYS)
    return keep_scan(batch=batch, label="1 à 3", file=photo, kept_until=day, by=animator)


@pytest.fixture
def base(batch) -> str:
    return f"/enquetes/{batch.campaign.slug}/papier/{batch.pk}/numerisees/"


def test_those_who_key_read_scans_and_nobody_else(
    base, scan, coordinator, territorial, animator, stranger, client_of, client
):
    for path in (base, f"{base}{scan.pk}/"):
        answers = [client_of(who).get(path) for who in (coordinator, territorial, animator, stranger)]
        assert [answer.status_code for answer in answers] == [200, 200, 200, 404]
        for answer in answers:
            close_answer(answer)
        assert client.get(path).status_code == 302
    assert client_of(animator).post(f"{base}{scan.pk}/detruire/").status_code == 404
    assert answers[0].headers["Content-Type"] == "image/png"


def test_scan_is_added_from_the_page(base, batch, animator, client_of, photo):
    day = timezone.localdate()
    answer = client_of(animator).post(base, {"label": "1 à 3", "file": photo, "kept_until": day})

    assert answer.url == base
    assert (batch.scans.get().added_by, batch.scans.get().kept_until) == (animator, day)


def test_wrong_scan_is_refused_beside_its_field(base, batch, animator, client_of, photo):
    yesterday = timezone.localdate() - timedelta(days=1)
    answer = client_of(animator).post(base, {"label": "1 à 3", "file": photo, "kept_until": yesterday})
    assert answer.context["form"].errors == {"kept_until": [ALREADY_PAST]}
    assert answer.context["form"]["label"].value() == "1 à 3"

    text = SimpleUploadedFile("mot.pdf", b"du texte")
    answer = client_of(animator).post(base, {"label": "1 à 3", "file": text, "kept_until": timezone.localdate()})
    assert WRONG_SCAN in answer.text.replace("&nbsp;", "\u00a0")
    assert not batch.scans.exists()


def test_scan_is_not_kept_for_ever(batch, animator, photo):
    too_far = batch.campaign.closes_on + LONGEST_KEPT + timedelta(days=1)
    with pytest.raises(ValidationError) as refused:
        keep_scan(batch=batch, label="1", file=photo, kept_until=too_far, by=animator)
    assert list(refused.value.message_dict) == ["kept_until"]


def test_clock_destroys_a_scan_the_day_after_its_last(scan, django_capture_on_commit_callbacks):
    storage, name = scan.file.storage, scan.file.name
    with freeze_time(days_from_now(KEPT_DAYS)):
        assert destroy_old_scans() == 0
    with freeze_time(days_from_now(KEPT_DAYS + 1)), django_capture_on_commit_callbacks(execute=True):
        assert destroy_old_scans() == 1
        today = timezone.localdate()

    scan.refresh_from_db()
    assert (bool(scan.file), scan.destroyed_on) == (False, today)
    assert not storage.exists(name)


def test_destroyed_scan_leaves_its_date_and_no_address(base, scan, territorial, client_of):
    client = client_of(territorial)
    address = f"{base}{scan.pk}/"
    client.post(f"{address}detruire/")

    assert "Détruit le" in client.get(base).text
    assert client.get(address).status_code == 404
    assert client.post(f"{address}detruire/").status_code == 404
    scan.refresh_from_db()
    with pytest.raises(ValidationError, match=GONE):
        destroy_scan(scan=scan)
