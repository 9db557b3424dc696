"""The impact assessment: a text to start from, versions that stay, a paper; the coordination alone."""

import pytest
from django.utils import timezone

from extranet.public.impact_assessment.enums import FearedEvent, ImpactLevel
from extranet.public.impact_assessment.models import AssessedRisk, ImpactAssessment
from extranet.public.impact_assessment.paper import assessment_paper, review_in_words
from extranet.public.impact_assessment.services import (
    NOT_YET,
    assessed_processing,
    starting_text,
    written_assessment,
)

pytestmark = pytest.mark.django_db
PAGE = "/donnees-personnelles/analyse-d-impact/"
EDIT, PDF = f"{PAGE}modifier/", f"{PAGE}analyse.pdf"


def filled(client, **typed) -> dict[str, str]:
    """Return the form as the page shows it, with a review."""
    form = client.get(EDIT).context["form"]
    shown = {field.name: field.value() or "" for field in form}
    return shown | {"reviewed_on": timezone.localdate().isoformat(), "reviewed_by": "Camille Exemple, DPO"} | typed


def test_starting_text_is_whole_and_reviewed_by_nobody():
    written = written_assessment()
    texts = [written.assessment.description, written.assessment.necessity, written.assessment.rights]
    risks = [text for risk in written.risks for text in (risk.impacts, risk.causes, risk.measures)]

    assert [risk.event for risk in written.risks] == list(FearedEvent)
    assert {type(ImpactLevel(level)) for risk in written.risks for level in (risk.gravity, risk.likelihood)} == {
        ImpactLevel
    }
    assert all((*texts, *risks, written.assessment.remaining))
    assert (written.assessment.reviewed_on, written.assessment.reviewed_by) == (None, "")
    assert review_in_words(written) == "Texte de départ, que personne n’a encore relu."


def test_register_says_what_is_assessed():
    names = {one.name for one in assessed_processing()}

    assert {"Livrets de compétences", "Dossiers pour un jury"} <= names
    assert "Inscriptions aux formations" not in names


def test_each_saving_is_a_version_that_stays(client_of, coordinator):
    client = client_of(coordinator)
    before = starting_text().assessment.description
    client.post(EDIT, filled(client))
    response = client.post(EDIT, filled(client, description="Tout autre chose.", access_gravity="4"))

    assert response["Location"] == PAGE
    assert list(ImpactAssessment.objects.values_list("version", "description", "writer")) == [
        (2, "Tout autre chose.", coordinator.pk),
        (1, before, coordinator.pk),
    ]
    assert list(AssessedRisk.objects.filter(event=FearedEvent.ACCESS).values_list("gravity", flat=True)) == [3, 4]
    assert client.get(PAGE).context["written"].assessment.version == 2
    assert client.get(f"{PAGE}versions/1/").context["written"].assessment.description.split() == before.split()
    assert client.get(f"{PAGE}versions/3/").status_code == 404


@pytest.mark.parametrize(
    ("typed", "errors"),
    [
        ({"access_causes": ""}, {"access_causes": ["Écrivez cette partie."]}),
        ({"reviewed_by": ""}, {"reviewed_by": ["Dites qui l’a relue."]}),
        ({"reviewed_on": "demain"}, {"reviewed_on": ["Écrivez le jour comme dans 31/12/2026."]}),
        ({"reviewed_on": "2100-01-01"}, {"reviewed_on": [NOT_YET]}),
    ],
)
def test_bad_input_is_refused_beside_its_field(client_of, coordinator, typed, errors):
    client = client_of(coordinator)
    response = client.post(EDIT, filled(client, **typed))

    assert (response.status_code, response.context["form"].errors) == (422, errors)
    assert ImpactAssessment.objects.count() == 0


@pytest.mark.parametrize("person", ["animator", "territorial"])
def test_others_read_nothing(request, client_of, person):
    client = client_of(request.getfixturevalue(person))

    assert [client.get(page).status_code for page in (PAGE, EDIT, PDF)] == [404] * 3


def test_paper_is_printed(client_of, coordinator):
    response = client_of(coordinator).get(PDF)

    assert (response.status_code, response["Content-Type"]) == (200, "application/pdf")
    assert b"".join(response)[:5] == b"%PDF-"
    assert "Quelqu’un lit des données" in assessment_paper(written_assessment()).data
