"""The rarer actions under a sheet: each only for those who may, and where it makes sense."""

import pytest
from bs4 import BeautifulSoup
from django.template.loader import render_to_string
from django.test import Client

pytestmark = pytest.mark.django_db

FOR_READERS = ["Tout emporter (ZIP)"]
FOR_MEMBERS = [
    *FOR_READERS,
    "Remplir la grille des compétences travaillées",
    "Annoncer cet atelier au public",
]
FOR_AUTHORS = ["Modifier", "Fichiers joints", "Images"]


def doings(client: Client, page) -> list[str]:
    soup = BeautifulSoup(client.get(f"/ressources/{page.slug}/").content, "html.parser")
    fold = next((fold for fold in soup.select("details.fold") if fold.summary.text == "Plus d’actions"), None)
    return [link.text for link in fold.select("a")] if fold else []


def test_actions_on_a_published_sheet(sheet, client_of, animator, colleague, stranger):
    sheet.__class__.objects.filter(pk=sheet.pk).update(audience="public", takeaways="")
    assert doings(Client(), sheet) == FOR_READERS
    assert doings(client_of(stranger), sheet) == FOR_MEMBERS
    assert doings(client_of(animator), sheet) == [*FOR_MEMBERS, *FOR_AUTHORS, "Suivi"]


def test_actions_on_a_draft(draft, animator):
    """Nothing to take away nor to follow yet."""
    context = {"page": draft, "content": draft.latest_content, "may_edit": True, "user": animator}
    fold = BeautifulSoup(render_to_string("ressources/sheets/_doings.html", context), "html.parser")
    assert [link.text for link in fold.select("details a")] == FOR_AUTHORS
