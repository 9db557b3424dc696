"""Each form of the demo sent twice, as after a cut of the line or by a double click: nothing is created twice."""

import io

import pytest
from django.apps import apps
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from PIL import Image

from forums.messages.files.attached_files import UPLOADS
from forums.messages.files.models import PostFile
from tests.answers import close_answer
from tests.extranet.demo.sent_forms.page_forms import Control, PageForm
from tests.extranet.demo.sent_forms.probes import plausible
from tests.extranet.demo.sent_forms.sending import send, undone
from tests.pages import PAGES
from tests.test_architecture import complain

pytestmark = pytest.mark.django_db

# They belong to the browser, or count what is read.
NOT_CREATED = {"django_session"}
# A login creates nothing; a second mail with a link to a new password takes the place of the first.
NOT_ONCE = {
    "account_login", "account_logout", "account_reset_password", "b2i:card_login", "accueil:opinion_tablet_enter",
    "enquetes:kiosk_enter",
}  # fmt: skip
# What fills it is a robot.
TRAPS = {"site"}
# Boxes that take a text of one kind only.
KNOWN_TEXTS = {"commune": "46000"}
CREATORS = {"": 1, "animateur1@example.org": 35, "territoire.gourdon@example.org": 5, "coordination@example.org": 15}
CREATORS |= {"46-0001": 3}


def filled(form: PageForm) -> dict[str, list]:
    """Return what a person would send who fills the whole form."""
    data = {control.name: filled_control(control) for control in form.controls if control.name not in TRAPS}
    return {name: values for name, values in data.items() if values}


def filled_control(control: Control) -> list:
    if control.kind == "file":
        return [document() if control.name == UPLOADS else picture()]
    if control.kind in {"select", "radio"} and not any(control.values):
        return list(filter(None, control.choices))[:1]
    if control.kind == "checkbox" and not control.values:
        return list(control.choices[:1])
    if control.is_typed and control.name in KNOWN_TEXTS and not any(control.values):
        return [KNOWN_TEXTS[control.name]]
    return plausible(control)


def document() -> SimpleUploadedFile:
    """Return a file that a message takes at once: a picture waits there until it is described."""
    return SimpleUploadedFile("note.txt", "Ordre du jour de la réunion.\n".encode(), "text/plain")


def picture() -> SimpleUploadedFile:
    content = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(content, "PNG")
    return SimpleUploadedFile("image.png", content.getvalue(), "image/png")


def count_rows() -> dict[str, int]:
    """Return the number of rows of each table, and of the mails sent.

    A file waits for its message whatever becomes of the form (a preview, a refusal): it counts once it is published.
    """
    tables = sorted({model._meta.db_table for model in apps.get_models(include_auto_created=True)} - NOT_CREATED)
    union = " UNION ALL ".join(f"SELECT '{table}', count(*) FROM {table}" for table in tables)  # noqa: S608 - our tables
    with connection.cursor() as cursor:
        cursor.execute(union)
        rows = dict(cursor.fetchall())
    published_files = {PostFile._meta.db_table: PostFile.objects.exclude(post=None).count()}
    return {**rows, **published_files, "mails": len(mail.outbox)}


def differences(before: dict[str, int], after: dict[str, int]) -> list[str]:
    return [f"{name} +{after[name] - before[name]}" for name in after if after[name] > before[name]]


@pytest.mark.drawn(one_in=5)
@pytest.mark.parametrize("account", PAGES, ids=lambda account: account or "visitor")
def test_form_sent_twice_creates_once(site_of, account, record_property):
    site = site_of(account)
    twice, creators = [], set()
    for form in site.forms.values():
        if form.method == "get" or form.view_name in NOT_ONCE:
            continue
        with undone():
            before = count_rows()
            close_answer(send(site.client, form, filled(form)))
            first = count_rows()
            close_answer(send(site.client, form, filled(form)))
            again = differences(first, count_rows())
            created = [each for each in differences(before, first) if not each.startswith("reseau_sentform")]
        if created:
            creators.add(form.view_name)
        if again:
            twice.append(f"{form.view_name} ({form.page}): {', '.join(again)}")

    record_property("figure", f"forms that create, sent twice as {account or 'a visitor'}: {len(creators)} addresses")
    complain(twice, "The second sending of these forms creates something again:")
    assert len(creators) >= CREATORS[account], sorted(creators)
