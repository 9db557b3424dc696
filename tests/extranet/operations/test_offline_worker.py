"""The service worker that opens pages again offline, and the door before those that are sealed."""

from django.conf import settings


def test_service_worker_is_served_at_the_root_without_cache(client):
    response = client.get("/hors-ligne.js")

    assert (response.status_code, response["Content-Type"], response["Cache-Control"]) == (
        200, "text/javascript", "no-cache",
    )  # fmt: skip
    assert b'addEventListener("fetch"' in response.content


def test_door_before_a_sealed_page_is_the_same_for_everybody(client, client_of, animator):
    texts = [browser.get("/hors-ligne/").content for browser in (client, client_of(animator))]

    assert texts[0] == texts[1]
    assert b"data-secret" not in texts[0]


def test_only_pages_without_learners_open_under_a_code():
    users = {
        path.relative_to(settings.BASE_DIR / "templates").as_posix()
        for path in (settings.BASE_DIR / "templates").rglob("*.html")
        if '{% include "components/_offline_code.html"' in path.read_text(encoding="utf-8")
    }

    assert users == {"formation/proof/attendance/attendance.html", "qualite/activity/visit_tally/tally.html"}
