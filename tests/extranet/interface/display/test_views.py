"""Theme and text size: kept by the browser, painted by the server."""

import pytest

pytestmark = pytest.mark.django_db


def opening_tag(client, path="/accessibilite/") -> str:
    text = client.get(path).content.decode()
    return text[text.index("<html") : text.index(">", text.index("<html")) + 1]


def test_page_of_a_new_browser_follows_the_system(client):
    assert opening_tag(client) == '<html lang="fr">'


@pytest.mark.parametrize(
    ("choice", "attribute"),
    [("theme=dark", 'data-theme="dark"'), ("theme=light", 'data-theme="light"'), ("text=large", 'data-text="large"')],
)
def test_choice_is_in_the_next_page_without_a_script(client, choice, attribute):
    response = client.get(f"/affichage/?{choice}&page=/accessibilite/%3Fa%3D1")

    assert (response.status_code, response["Location"]) == (302, "/accessibilite/?a=1")
    assert opening_tag(client) == f'<html lang="fr" {attribute}>'


def test_empty_choice_goes_back_to_the_system(client):
    client.get("/affichage/?theme=dark&text=large")
    client.get("/affichage/?text=")

    assert opening_tag(client) == '<html lang="fr" data-theme="dark">'


@pytest.mark.parametrize("query", ["theme=rouge", "text=%22onclick", "autre=dark"])
def test_unknown_choice_changes_nothing(client, query):
    response = client.get(f"/affichage/?{query}")

    assert (response.status_code, dict(response.cookies)) == (302, {})


@pytest.mark.parametrize("address", ["https://ailleurs.example/", "//ailleurs.example", "javascript:alert(1)", ""])
def test_return_address_stays_in_the_site(client, address):
    assert client.get("/affichage/", {"theme": "dark", "page": address})["Location"] == "/"


def test_cookie_that_somebody_wrote_by_hand_is_not_painted(client):
    client.cookies["theme"] = '"><script>'

    assert opening_tag(client) == '<html lang="fr">'


def test_display_is_not_changed_by_post(client):
    assert client.post("/affichage/?theme=dark").status_code == 405
