"""The form of a delivery: initial values and error messages."""

from datetime import date

import pytest

from reseau.places.models.epm import EPM
from ressources.workshops.deliveries.forms import DeliveryForm, proposed_delivery
from tests.clock import freeze_time
from tests.factories.reseau import EPMFactory

pytestmark = pytest.mark.django_db
TYPED = {"date": "2026-10-05", "headcount": "8", "minutes": "105", "again": "yes", "went_well": "Bien.", "to_mend": ""}
NOT_OWN_EPM = "Choisissez un EPM où vous travaillez, ou de votre territoire."


@pytest.fixture(autouse=True)
def _today():
    with freeze_time("2026-10-05 12:00"):
        yield


@pytest.fixture
def form_of(sheet, animator, epm):
    """`form_of(data, epms)`: the form of `animator`, who works in `epms` (`epm` alone by default)."""

    def build(data=None, epms=None) -> DeliveryForm:
        epms = EPM.objects.filter(pk__in=[place.pk for place in epms or [epm]])
        return DeliveryForm(data, delivery=proposed_delivery(sheet=sheet, member=animator), epms=epms)

    return build


def test_form_proposes_today_the_usual_epm_and_the_plan(form_of, epm, other_epm):
    form = form_of(epms=[epm, other_epm])
    default_values = {name: form[name].value() for name in ("date", "epm", "headcount", "minutes", "again")}
    assert default_values == {"date": date(2026, 10, 5), "epm": epm.pk, "headcount": 8, "minutes": 60, "again": ""}
    assert form["date"].as_widget().count('value="2026-10-05"') == 1


def test_coordinator_must_choose_the_place(sheet, coordinator, epm, other_epm):
    form = DeliveryForm(delivery=proposed_delivery(sheet=sheet, member=coordinator), epms=EPM.objects.all())
    assert form["epm"].value() is None


def test_single_epm_needs_no_choice(form_of, epm, other_epm):
    form = form_of(TYPED | {"epm": str(other_epm.pk)})
    assert "epm" not in form.fields
    assert (form.is_valid(), form.instance.epm) == (True, epm)


def test_form_data_becomes_the_delivery(form_of, other_epm, epm):
    form = form_of(TYPED | {"epm": str(other_epm.pk), "to_mend": " Une ligne.\r\nUne autre. "}, [epm, other_epm])
    assert form.is_valid()
    delivery = form.instance
    assert (delivery.date, delivery.epm, delivery.headcount, delivery.minutes) == (date(2026, 10, 5), other_epm, 8, 105)
    assert (delivery.again, delivery.went_well, delivery.to_mend) == ("yes", "Bien.", "Une ligne.\nUne autre.")


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("date", "", "Dites quel jour."),
        ("date", "hier", "Écrivez le jour comme dans 31/12/2026."),
        ("date", "2026-10-06", "Ce jour n’est pas encore venu\u00a0: choisissez aujourd’hui ou avant."),
        (
            "date",
            "2016-03-20",
            "Cette fiche est parue le 12 mars 2026\u00a0: choisissez un jour à partir du 12 mars 2025.",
        ),
        ("headcount", "", "Dites combien de personnes sont venues."),
        ("headcount", "huit", "Écrivez un nombre de personnes\u00a0: 8."),
        ("headcount", "0", "Il faut au moins une personne."),
        ("headcount", "-3", "Il faut au moins une personne."),
        ("headcount", "80000000000", "Plus de 200 personnes\u00a0? Vérifiez ce nombre."),
        ("minutes", "", "Dites combien de minutes cela a duré."),
        ("minutes", "1 h 30", "Écrivez un nombre de minutes\u00a0: 90 pour une heure et demie."),
        ("minutes", "2", "Un atelier dure au moins 5\u00a0minutes."),
        ("minutes", "900", "Plus de 12\u00a0heures\u00a0? Écrivez la durée en minutes."),
    ],
)
def test_error_is_shown_beside_the_field(form_of, field, value, sentence):
    form = form_of(TYPED | {field: value})
    assert (form.is_valid(), form.errors) == (False, {field: [sentence]})


def test_place_of_others_is_refused(form_of, epm, other_epm):
    foreign_epm = EPMFactory()
    for value in (str(foreign_epm.pk), "", "0", "x"):
        form = form_of(TYPED | {"epm": value}, [epm, other_epm])
        assert (form.is_valid(), form.errors) == (False, {"epm": [NOT_OWN_EPM]})


def test_long_note_is_kept_in_the_form(form_of):
    form = form_of(TYPED | {"went_well": "x" * 301, "again": "maybe"})
    assert (form.is_valid(), set(form.errors)) == (False, {"went_well", "again"})
    assert form["went_well"].value() == "x" * 301
