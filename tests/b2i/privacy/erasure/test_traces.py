"""After an erasure nothing of the site names the person: database, index, files."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from alertes.channels.digests import send_digests
from alertes.channels.mails.models.mail import Mail
from alertes.channels.mails.models.mail_item import MailItem
from alertes.channels.mails.sending import send_waiting
from audit.enums import Act
from audit.models import AuditLine
from b2i.admission.duplicates.services import merge, note_distinction
from b2i.admission.learner_import.services import open_import
from b2i.admission.registration.services import NewLearner, create_learner
from b2i.outcomes.jury.models.session import JuryDossier
from b2i.outcomes.jury.services import request_files
from b2i.outcomes.jury.tasks import enqueue_files, make_files
from b2i.outcomes.statements.services import choose_shown_name, issue_statement
from b2i.people.accesses.models import Access
from b2i.people.learners.models.learner import Learner
from b2i.people.learners.services import end_following, follow
from b2i.privacy.erasure import erase_learner, settle_merges
from b2i.privacy.retention.models import Elimination
from b2i.privacy.retention.rule import RULE
from b2i.privacy.retention.services import carry_out, notify_dormant_records, prepare_elimination
from b2i.privacy.rights.services import contest, put_aside, reopen_record
from b2i.records.enums import EvidenceKind, HelpGiven
from b2i.records.evidence.services import add_fact_with_files, check_document
from b2i.records.grids.services import open_group_session
from b2i.records.models import Record
from b2i.records.services import add_positionings
from b2i.records.validation.services.validation import propose, validate
from reseau.documents.eliminations.services import note_visa
from search.index.services import rebuild_index
from search.questions.journal.journal_files import note_search
from search.questions.journal.models import SearchTally
from tests.b2i.privacy.erasure.traces import documents_with, files_with, tables_with
from tests.b2i.validation_builder import validate_skills
from tests.clock import freeze_time
from tests.factories.alertes import MailFactory, MailItemFactory, NoticeFactory
from tests.factories.b2i import skill_of
from tests.factories.statements import CandidacyFactory, JurySessionFactory
from tests.factories.validation import earlier_fact
from tests.moments import days_from_now

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("search_sync")]
NAME = "Vayrac-Testard"
TABLE = f"Prénom;Nom;Année de naissance;Accord;Date de l’accord\nClotilde;{NAME};1950;oral;12/03/2026"
LONG_AGO = timedelta(days=800)


def open_record(epm, animator) -> NewLearner:
    return create_learner(first_name="Paul", last_name="Soulié", epm=epm, created_by=animator)


class Everywhere:
    """Clotilde, whom everybody who works with her record has left somewhere."""

    def __init__(self, epm, other_epm, animator, stranger, evaluator) -> None:
        self.epm, self.other_epm, self.animator, self.stranger = epm, other_epm, animator, stranger
        self.evaluator, self.neighbour = evaluator, open_record(epm, animator).learner
        registered = create_learner(
            first_name="Clotilde", last_name=NAME, birth_year=1950, epm=epm, created_by=animator, commune=epm.commune
        )
        self.learner, self.record, self.secret = registered.learner, registered.record, registered.secret
        self.number = self.learner.card_number

    def write_in_record(self) -> None:
        """Positionings, evidence with a file that names her, a following, a contest, a workshop, a statement."""
        skill = skill_of(self.record, "D1.2")
        add_positionings(record=self.record, levels={skill: "alone"})
        letter = ContentFile(f"Madame {NAME}, carte {self.number}".encode(), name=f"lettre de {NAME}.txt")
        self.evidence = add_fact_with_files(
            record=self.record,
            skill=skill,
            text=f"{NAME} a écrit une lettre",
            observed_by=self.animator,
            kind=EvidenceKind.OBSERVED,
            situation=f"Chez {NAME}",
            help_given=HelpGiven.ALONE,
            pieces=[check_document(file=letter)],
        )
        contest(record=self.record, evidence=self.evidence, words=f"Je suis {NAME}")
        put_aside(learner=self.learner, asked_by=self.animator)
        contest(record=self.record, words="Autre chose")  # the notice has the number: nobody may read the record
        reopen_record(learner=self.learner, lifted_by=self.animator)
        open_group_session(
            epm=self.epm,
            date=timezone.localdate(),
            title="Permanence",
            skills=[skill],
            learners=[self.learner],
            led_by=self.animator,
        )
        note_distinction(learner=self.learner, others=[self.neighbour], noted_by=self.animator)

    def be_decided_on(self) -> None:
        """A proposal and its decision: notices and mails with her name, then with her number."""
        following = follow(learner=self.learner, epm=self.other_epm, noted_by=self.stranger)
        proposal = propose(
            record=self.record,
            skill=self.evidence.skill,
            facts=[self.evidence, earlier_fact(self.evidence)],
            centre=self.epm,
            proposed_by=self.stranger,
        )
        end_following(following=following, ended_by=self.animator)
        validate(proposal=proposal, decided_by=self.evaluator)
        MailItem.objects.update(due=timezone.now())
        assert send_digests()
        MailFactory(member=self.animator, key=f"record:{self.record.pk}:told", text=f"{NAME}, carte {self.number}")
        Mail.objects.update(due=timezone.now())
        send_waiting()
        statement = issue_statement(record=self.record, by=self.animator)
        choose_shown_name(statement=statement, shows="full")
        NoticeFactory(member=self.animator, key="validation:3", text=f"La carte {self.number} est validée")
        MailFactory(member=self.animator, key="validation:3", text=f"Carte {self.number}.", subject=f"De {self.number}")
        NoticeFactory(member=self.animator, text=NAME, url=self.learner.get_absolute_url())
        MailFactory(to_outsider=True, text=f"De : Clotilde {NAME}", subject="Message du public")

    def go_before_a_jury(self, coordinator) -> JuryDossier:
        validate_skills(self.record, "D1.1")
        jury = JurySessionFactory()
        CandidacyFactory(record=self.record, jury=jury)
        dossier = request_files(jury=jury, by=coordinator)
        enqueue_files(dossier)
        assert make_files.call(dossier=dossier.pk) == "ready"
        return dossier

    def be_read(self, client_of, client) -> None:
        """Pages opened, searches made, a table that waits, a login with the card."""
        reader = client_of(self.animator)
        for page in ("", "droits/", "donnees.json", "carte/"):
            assert reader.get(f"{self.learner.get_absolute_url()}{page}").status_code == 200
        reader.get("/b2i/livrets/", {"q": NAME})
        open_import(content=TABLE.encode(), epm=self.epm, imported_by=self.animator)
        assert client.post("/carte/", {"number": self.number, "secret": self.secret}).status_code == 302
        note_search(f"livret {NAME}", 0)
        SearchTally.objects.create(day=timezone.localdate(), key="clotilde vayrac testard", text=f"clotilde {NAME}")
        rebuild_index()


@pytest.fixture
def someone(other_record, epm, other_epm, animator, stranger, evaluator, centre):
    rebuild_index()
    return Everywhere(epm, other_epm, animator, stranger, evaluator)


@pytest.fixture
def everywhere(someone, coordinator, client_of, client, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        someone.write_in_record()
        someone.be_decided_on()
        someone.go_before_a_jury(coordinator)
        someone.be_read(client_of, client)
    return someone


def traces(*words: str) -> dict[str, set[str]]:
    return {"tables": tables_with(*words), "files": files_with(*words), "documents": documents_with(*words)}


NOTHING = {"tables": set(), "files": set(), "documents": set()}


def test_person_is_in_all_these_places_before_the_erasure(everywhere):
    names, numbers = traces(NAME), traces(everywhere.number)

    assert names["tables"] == {
        "alertes_mail", "alertes_notice", "b2i_contest", "b2i_evidence", "b2i_evidencefile",
        "b2i_jurydossier",
        "b2i_learnerimport",
        "reseau_member", "search_searchtally",
    }  # fmt: skip
    assert numbers["tables"] == {
        "alertes_mail", "alertes_mailitem", "alertes_notice", "b2i_cardlock", "b2i_learner"
    }  # fmt: skip
    assert names["files"] == {"preuves in media", "dossiers in media", "searches.jsonl in searches"}
    assert names["documents"] == numbers["documents"] == set()


def test_erasure_leaves_neither_name_nor_number(everywhere, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        erase_learner(learner=everywhere.learner)

    assert traces(NAME, everywhere.number) == NOTHING
    assert Access.objects.count() == 0


def test_erasure_through_its_page_leaves_its_keys_alone_in_the_journal_of_acts(everywhere, client_of):
    path = f"{everywhere.learner.get_absolute_url()}effacer/"

    client_of(everywhere.animator).post(path, {"number": everywhere.number, "agreed": "on"})

    line = AuditLine.objects.get(act=Act.LEARNER_ERASED)
    assert (line.row, line.by) == (everywhere.learner.pk, everywhere.animator.pk)


def test_record_destroyed_at_the_end_of_retention_leaves_the_number_on_its_list_alone(
    someone, coordinator, client_of, client, django_capture_on_commit_callbacks
):
    with freeze_time(timezone.now() - LONG_AGO):
        someone.write_in_record()
    Learner.objects.filter(pk=someone.learner.pk).update(created=timezone.now() - LONG_AGO)
    notify_dormant_records()
    with freeze_time(days_from_now(RULE.notice_days + 1)):
        elimination = prepare_elimination(prepared_by=coordinator)
        note_visa(
            elimination=elimination,
            reference="3-2026",
            visa_on=timezone.localdate(),
            visa_by="La directrice",
            noted_by=coordinator,
        )
        with django_capture_on_commit_callbacks(execute=True):
            assert carry_out(elimination=Elimination.objects.get()).erased_count == 1

    assert traces(NAME) == NOTHING
    assert traces(someone.number) == NOTHING | {"tables": {"b2i_eliminationline"}}


def test_person_who_asks_for_erasure_is_on_no_list_that_waits(someone, coordinator, django_capture_on_commit_callbacks):
    Learner.objects.filter(pk=someone.learner.pk).update(created=timezone.now() - LONG_AGO)
    notify_dormant_records()
    with freeze_time(days_from_now(RULE.notice_days + 1)):
        elimination = prepare_elimination(prepared_by=coordinator)

    erase_learner(learner=someone.learner)

    assert traces(NAME, someone.number) == NOTHING
    assert [str(line) for line in elimination.lines.all()] == [f"effacé à la demande de la personne, {someone.epm}"]


def test_second_account_of_a_merge_leaves_neither_name_nor_number(
    everywhere, animator, django_capture_on_commit_callbacks
):
    kept = open_record(everywhere.epm, animator).learner
    merge(kept=kept, absorbed=everywhere.learner, merged_by=animator)
    with freeze_time(days_from_now(31)), django_capture_on_commit_callbacks(execute=True):
        assert settle_merges() == 1

    assert tables_with(everywhere.number) == set()
    assert Record.objects.filter(learner=kept).count() == 1


def test_erasure_of_a_merged_person_takes_both_numbers(everywhere, animator, django_capture_on_commit_callbacks):
    kept = open_record(everywhere.epm, animator).learner
    with django_capture_on_commit_callbacks(execute=True):
        merge(kept=kept, absorbed=everywhere.learner, merged_by=animator)
        erase_learner(learner=kept)

    assert traces(NAME, everywhere.number, kept.card_number) == NOTHING


def test_archive_of_other_people_stays(everywhere, coordinator, other_record, django_capture_on_commit_callbacks):
    jury = JurySessionFactory()
    validate_skills(other_record, "D1.1")
    CandidacyFactory(record=other_record, jury=jury)
    with django_capture_on_commit_callbacks(execute=True):
        dossier = request_files(jury=jury, by=coordinator)
        assert make_files.call(dossier=dossier.pk) == "ready"
        erase_learner(learner=everywhere.learner)

    assert [kept.pk for kept in JuryDossier.objects.all()] == [dossier.pk]
    assert dossier.file.storage.exists(JuryDossier.objects.get().file.name)


def test_archive_in_the_making_starts_again_without_the_person(someone, coordinator):
    jury = JurySessionFactory()
    CandidacyFactory(record=someone.record, jury=jury)
    dossier = request_files(jury=jury, by=coordinator)
    JuryDossier.objects.update(state="running", claim="6b1f3a52-7d0c-4ad0-9a34-5d8f7f3c1111")

    erase_learner(learner=someone.learner)

    dossier.refresh_from_db()
    assert (dossier.state, dossier.claim) == ("waiting", None)


def test_messages_about_a_namesake_stay(someone, animator):
    animator.first_name, animator.last_name = "Clotilde", NAME
    animator.save()
    NoticeFactory(text=f"Clotilde {NAME} a animé votre fiche")

    erase_learner(learner=someone.learner)

    assert animator.notices.model.objects.count() == 1


def test_notices_that_have_another_number_or_lead_elsewhere_stay(someone):
    NoticeFactory(text=f"La carte {someone.number}1 est validée")
    NoticeFactory(url=f"/b2i/livrets/{someone.learner.pk}1/")
    MailFactory(text=f"La carte {someone.number}1 est validée")
    MailItemFactory(details=f"La carte {someone.number}1 est validée")

    erase_learner(learner=someone.learner)

    assert (someone.animator.notices.model.objects.count(), Mail.objects.count(), MailItem.objects.count()) == (2, 1, 1)
