"""The script that opens pages again without network."""


def test_worker_stands_at_the_root_and_is_asked_for_again_each_time(client):
    response = client.get("/hors-ligne.js")

    assert (response.status_code, response["Content-Type"], response["Cache-Control"]) == (
        200, "text/javascript", "no-cache",
    )  # fmt: skip
    assert b'addEventListener("fetch"' in response.content
