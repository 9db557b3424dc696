"""The four chantiers of the first day; the coordination changes their words, and nobody else."""

import pytest
from django.urls import reverse

from projets.portfolio.chantiers.models import Chantier
from projets.portfolio.chantiers.services import change_chantier, ensure_starting_chantiers

pytestmark = pytest.mark.django_db


def test_first_day_lays_four_chantiers_with_their_source_and_never_again(chantiers):
    assert [chantier.rank for chantier in chantiers] == [1, 2, 3, 4]
    assert all("présentation de la politique numérique du Lot" in chantier.source for chantier in chantiers)
    change_chantier(chantier=chantiers[0], name="Travailler ici", aim="Moins de route.")

    assert ensure_starting_chantiers() == []
    assert Chantier.objects.get(rank=1).name == "Travailler ici"


def test_coordination_changes_the_words_and_others_find_no_page(client_of, chantiers, coordinator, territorial):
    path = reverse("projets:chantier_edit", args=[chantiers[0].slug])
    typed = {"name": "Travailler ici", "aim": "Moins de route."}

    answers = [client_of(member).post(path, typed) for member in (territorial, coordinator)]

    assert [answer.status_code for answer in answers] == [404, 302]
    assert Chantier.objects.get(rank=1).aim == "Moins de route."


def test_empty_and_taken_names_are_refused_beside_the_field(client_of, chantiers, coordinator):
    path, client = reverse("projets:chantier_edit", args=[chantiers[0].slug]), client_of(coordinator)

    answers = [client.post(path, {"name": name, "aim": "X"}) for name in ("", chantiers[1].name)]

    assert [(answer.status_code, list(answer.context["form"].errors)) for answer in answers] == [(422, ["name"])] * 2
