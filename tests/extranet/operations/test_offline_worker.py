"""The service worker that opens pages again offline."""


def test_service_worker_is_served_at_the_root_without_cache(client):
    response = client.get("/hors-ligne.js")

    assert (response.status_code, response["Content-Type"], response["Cache-Control"]) == (
        200, "text/javascript", "no-cache",
    )  # fmt: skip
    assert b'addEventListener("fetch"' in response.content
