"""Tests of the civil identity and of the opinion of the centre: asked for with a file, destroyed with it."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from b2i.outcomes.enums import Opinion
from b2i.outcomes.jury import services
from b2i.outcomes.jury.forms import OpinionForm
from b2i.outcomes.jury.models.centre_opinion import CentreOpinion
from b2i.outcomes.jury.models.civil_identity import KEPT_AFTER_DECISION, KEPT_WITHOUT_DECISION, CivilIdentity
from b2i.outcomes.jury.models.session import JuryDossier
from b2i.outcomes.jury.tasks import make_files
from b2i.privacy.rights.data_export import data_sections
from tests.b2i.validation_builder import validate_skills
from tests.factories.statements import (
    CandidacyFactory,
    CentreOpinionFactory,
    CivilIdentityFactory,
    JurySessionFactory,
)
from tests.factories.validation import AccreditationFactory

pytestmark = pytest.mark.django_db
IDENTITY = {
    "birth_name": " Vialard ",
    "first_names": "Jeanne,  Marguerite",
    "born_on": date(1958, 3, 1),
    "birth_place": "Cahors (Lot)",
}


@pytest.fixture
def candidacy(record):
    return CandidacyFactory(record=record)


@pytest.fixture
def path(record):
    return f"/b2i/livrets/{record.learner.pk}/jury/"


def opinion_of(candidacy, centre, animator, **changed) -> CentreOpinion:
    fields = {"opinion": Opinion.FAVOURABLE, "words": "", "signatory": "M. Combes", "quality": "responsable"}
    fields |= {"given_on": timezone.localdate(), "noted_by": animator} | changed
    return services.note_opinion(candidacy=candidacy, centre=centre, **fields)


def test_identity_is_noted_and_corrected(candidacy, animator):
    services.note_identity(candidacy=candidacy, **IDENTITY, noted_by=animator)
    identity = services.note_identity(
        candidacy=candidacy, **IDENTITY | {"birth_place": "Figeac (Lot)"}, noted_by=animator
    )
    assert CivilIdentity.objects.get() == identity
    noted = identity.birth_name, identity.first_names, identity.birth_place, identity.noted_by
    assert noted == ("Vialard", "Jeanne, Marguerite", "Figeac (Lot)", animator)


def test_identity_needs_an_open_candidacy(record, animator):
    for candidacy in (
        CandidacyFactory(record=record, withdrawn_on=timezone.localdate()),
        CandidacyFactory(record=record, delivered=True),
    ):
        with pytest.raises(ValidationError, match="Une décision est notée"):
            services.note_identity(candidacy=candidacy, **IDENTITY, noted_by=animator)
    assert not CivilIdentity.objects.exists()


@pytest.mark.parametrize(
    "changed",
    [{"birth_name": " "}, {"first_names": ""}, {"birth_place": " "}, {"born_on": date(1899, 1, 1)}, {"born_on": None}],
)
def test_incomplete_identity_is_refused_by_service_and_database(candidacy, animator, changed):
    changed = (
        {name: value or timezone.localdate() for name, value in changed.items()}
        if None in changed.values()
        else changed
    )
    with pytest.raises(ValidationError):
        services.note_identity(candidacy=candidacy, **IDENTITY | changed, noted_by=animator)
    stored = {name: value.strip() if isinstance(value, str) else value for name, value in changed.items()}
    with pytest.raises(IntegrityError), transaction.atomic():
        CivilIdentityFactory(candidacy=candidacy, **stored)


def test_withdrawal_destroys_identity_opinion_and_archives_at_once(candidacy, animator, coordinator):
    validate_skills(candidacy.record, "D1.1")
    candidacy.jury = JurySessionFactory()
    candidacy.save()
    CivilIdentityFactory(candidacy=candidacy)
    CentreOpinionFactory(candidacy=candidacy)
    assert make_files.call(dossier=services.request_files(jury=candidacy.jury, by=coordinator).pk) == "ready"

    services.withdraw_candidacy(candidacy=candidacy, by=animator)

    left = [model.objects.count() for model in (CivilIdentity, CentreOpinion, JuryDossier)]
    assert left == [0, 0, 0]


def test_identity_of_an_ended_file_is_destroyed_and_others_are_kept(record, other_record):
    today = timezone.localdate()
    jury = JurySessionFactory(past=True)
    ended = {"jury": jury, "decision": "refused"}
    too_old = today - KEPT_AFTER_DECISION - timedelta(days=1)
    CivilIdentityFactory(
        candidacy__record=record,
        **{f"candidacy__{name}": value for name, value in ended.items()} | {"candidacy__decided_on": too_old},
    )
    CivilIdentityFactory(candidacy__record=other_record, noted_on=today - KEPT_WITHOUT_DECISION - timedelta(days=1))
    kept = [
        CivilIdentityFactory(candidacy__record=record),
        CivilIdentityFactory(candidacy=CandidacyFactory(record=other_record, delivered=True)),
    ]
    assert services.destroy_old_identities() == 2
    assert set(CivilIdentity.objects.all()) == set(kept)
    assert services.destroy_old_identities() == 0


def test_learner_reads_their_identity_in_the_copy_of_their_data(candidacy):
    CivilIdentityFactory(candidacy=candidacy)
    words = [field.words for section in data_sections(candidacy.learner) for row in section.rows for field in row]
    assert words.count("Vialard") == 1


def test_opinion_comes_from_a_centre_that_was_accredited_and_validated_a_skill(
    candidacy, animator, epm, other_epm, other_record
):
    """Accredited, but evaluated nothing here; evaluated, but another record, or returned; evaluated a day too late."""
    framework, today = candidacy.record.framework, timezone.localdate()
    with pytest.raises(ValidationError, match="n’était pas un centre agréé"):
        opinion_of(candidacy, epm, animator)
    validate_skills(other_record, "D1.1")
    for centre in (epm, other_epm):
        AccreditationFactory(epm=centre, framework=framework)
    validate_skills(candidacy.record, "D1.2", returned=True)
    for centre in (epm, other_epm):
        with pytest.raises(ValidationError, match="n’a validé aucune compétence de ce livret"):
            opinion_of(candidacy, centre, animator)
    validate_skills(candidacy.record, "D1.1")
    with pytest.raises(ValidationError, match="n’a validé aucune compétence de ce livret"):
        opinion_of(candidacy, epm, animator, given_on=today - timedelta(days=1))
    with pytest.raises(ValidationError, match="est à venir"):
        opinion_of(candidacy, epm, animator, given_on=today + timedelta(days=1))
    assert opinion_of(candidacy, epm, animator).opinion == Opinion.FAVOURABLE


def test_page_offers_the_centres_that_evaluated(candidacy, epm, other_epm):
    AccreditationFactory(epm=other_epm, framework=candidacy.record.framework)
    assert list(OpinionForm(record=candidacy.record).fields["centre"].queryset) == []
    validate_skills(candidacy.record, "D1.1")
    assert list(OpinionForm(record=candidacy.record).fields["centre"].queryset) == [epm]


def test_opinion_that_is_not_favourable_says_why(candidacy, animator, epm):
    validate_skills(candidacy.record, "D1.1")
    with pytest.raises(ValidationError, match="Dites pourquoi"):
        opinion_of(candidacy, epm, animator, opinion=Opinion.RESERVED, words=" ")
    with pytest.raises(IntegrityError), transaction.atomic():
        CentreOpinionFactory(candidacy=candidacy, centre=epm, opinion="unfavourable")
    opinion_of(candidacy, epm, animator, opinion=Opinion.RESERVED, words="Hésite")
    assert CentreOpinion.objects.get().words == "Hésite"


def test_pages_need_an_open_candidacy_and_the_notice(client_of, animator, record, path):
    client = client_of(animator)
    assert [client.get(f"{path}{page}/").status_code for page in ("etat-civil", "avis")] == [404, 404]
    candidacy = CandidacyFactory(record=record)
    answers = IDENTITY | {"born_on": "1958-03-01"}
    refused = client.post(f"{path}etat-civil/", answers | {"born_on": "2958-03-01"})
    page = refused.content.decode()
    assert (refused.status_code, page.count("Lisez d’abord ce texte à la personne"), page.count("est à venir")) == (
        422,
        2,
        2,
    )
    assert page.count('value="Cahors (Lot)"') == 1
    assert client.post(f"{path}etat-civil/", answers | {"told": "on"}).url == path
    assert candidacy.civil_identity.birth_name == "Vialard"
    assert client.get(path).content.decode().count("Détruit avec le dossier") == 1


def test_birth_that_differs_from_the_record_is_said(client_of, animator, record, path, messages_of):
    CandidacyFactory(record=record)
    record.learner.birth_year = 1960
    record.learner.save()
    answers = IDENTITY | {"born_on": "1958-03-01", "told": "on"}
    response = client_of(animator).post(f"{path}etat-civil/", answers, follow=True)
    assert messages_of(response)[1:] == ["Le livret dit\u00a0: naissance en 1960. Relisez."]


def test_opinion_is_noted_on_its_page(client_of, animator, record, path, epm):
    CandidacyFactory(record=record)
    validate_skills(record, "D1.1")
    client = client_of(animator)
    answers = {"centre": epm.pk, "opinion": "reserved", "signatory": "M. Combes", "quality": "responsable"}
    answers["given_on"] = timezone.localdate().isoformat()
    refused = client.post(f"{path}avis/", answers)
    assert (refused.status_code, refused.content.decode().count("Dites pourquoi l’avis n’est pas favorable")) == (
        422,
        2,
    )
    assert client.post(f"{path}avis/", answers | {"words": "Hésite"}).url == path
    assert client.get(path).content.decode().count("Réservé, EPM de Gramat") == 1


def test_identity_and_opinion_are_for_those_who_follow(client_of, stranger, territorial, coordinator, record, path):
    CivilIdentityFactory(candidacy__record=record)
    for person in (stranger, territorial, coordinator, record.learner.member):
        for page in ("etat-civil", "avis"):
            assert client_of(person).get(f"{path}{page}/").status_code == 404, person
