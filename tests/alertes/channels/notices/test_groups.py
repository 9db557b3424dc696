"""The list of notices: one row for an object and a day, which empties once the object is seen."""

import pytest

from alertes.channels.notices.groups import group_notices
from alertes.channels.notices.models import Notice
from alertes.channels.notices.services import notify
from forums.declarations.events import TOPIC_ANSWERED
from tests.clock import freeze_time
from tests.factories.alertes import NoticeFactory

pytestmark = pytest.mark.django_db

TOPIC = "/forums/reseau/encre/"


def tell(member, number: int, *, page: str = TOPIC) -> None:
    url = f"{page}message/{number}/"
    notify(members=[member], key=f"post:{number}", text=f"Réponse {number}", url=url, page=page, kind=TOPIC_ANSWERED)


def unread(member) -> list[str]:
    return list(Notice.objects.visible_to(member).unread().order_by("pk").values_list("key", flat=True))


def test_what_happened_to_an_object_in_a_day_is_one_row(animator):
    with freeze_time("2026-03-02 09:00"):
        tell(animator, 1)
    with freeze_time("2026-03-03 09:00"):
        for number in range(2, 8):
            tell(animator, number)
        tell(animator, 8, page="/forums/reseau/cle/")

    groups = group_notices(Notice.objects.visible_to(animator).unread_first())

    assert [(group.latest.text, len(group.notices), group.unnamed_count) for group in groups] == [
        ("Réponse 8", 1, 0),
        ("Réponse 7", 6, 2),
        ("Réponse 1", 1, 0),
    ]
    assert {group.icon for group in groups} == {TOPIC_ANSWERED.icon}


def test_notice_of_before_kinds_has_a_row_as_well(animator):
    NoticeFactory(member=animator, url=f"{TOPIC}#message-1")
    NoticeFactory(member=animator, url=f"{TOPIC}#message-2")

    (group,) = group_notices(Notice.objects.visible_to(animator).unread_first())

    assert (len(group.notices), group.icon) == (2, "bell")


def test_opening_a_row_reads_all_that_is_about_its_object(client_of, animator, colleague):
    for number in (1, 2):
        tell(animator, number)
        tell(colleague, number)
    tell(animator, 3, page=f"{TOPIC}suite/")
    NoticeFactory(member=animator, key="post:4", url=f"{TOPIC}#message-4")

    client_of(animator).post(f"/alertes/{animator.notices.get(key='post:1').pk}/ouvrir/")

    assert unread(animator) == ["post:3"]
    assert unread(colleague) == ["post:1", "post:2"]


def test_page_that_was_seen_is_read_for_its_member_alone(client_of, client, animator, colleague):
    tell(animator, 1)
    tell(colleague, 1)
    tell(animator, 2, page="/forums/reseau/cle/")

    assert client.post("/alertes/vu/", {"page": TOPIC}).status_code == 302
    assert client_of(animator).post("/alertes/vu/", {"page": TOPIC}).status_code == 204
    assert client_of(animator).post("/alertes/vu/", {"page": "/" * 5000}).status_code == 204

    assert (unread(animator), unread(colleague)) == (["post:2"], ["post:1"])


def test_pages_carry_the_form_that_says_so_only_while_something_is_unread(client_of, animator):
    browser = client_of(animator)
    assert "data-seen" not in browser.get("/alertes/").content.decode()

    tell(animator, 1)

    assert browser.get("/alertes/").content.decode().count("data-seen") == 1
