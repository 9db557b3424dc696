"""Separate process: sessions of somebody who reads and of somebody who writes, and the address of a paper, as JSON."""

import json

from django.test import Client

from bench.page_counts import BACKEND, HOST
from reseau.people.members.models.member import Member
from ressources.sheets.models.workshop import WorkshopPage


def main() -> None:
    people = Member.objects.filter(email__in=["animateur1@example.org", "animateur2@example.org"]).order_by("pk")
    sheet = WorkshopPage.objects.live().filter(audience="public").order_by("pk").first()
    print(json.dumps({"cookies": [session_of(member) for member in people], "paper": f"{sheet.get_url()}fiche.pdf"}))


def session_of(member: Member) -> str:
    client = Client(headers={"host": HOST})
    client.force_login(member, backend=BACKEND)
    return "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())
