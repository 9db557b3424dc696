"""Each way of writing what visitors see counts, in its transaction; what they do not see does not."""

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

from extranet.operations.public_cache.models import TableChange, fold_ended_writers
from extranet.operations.public_cache.triggers import drop_triggers, existing_triggers, set_triggers, wanted_triggers
from extranet.public.pages.models.news import NewsPage
from reseau.people.connections.models import Connection
from reseau.people.members.models.member import Member
from reseau.places.models.epm import EPM
from reseau.web.sent_forms.models import SentForm
from tests.factories.extranet import add_news
from tests.factories.reseau import EPMFactory, MemberFactory
from tests.factories.ressources import SheetFactory

pytestmark = pytest.mark.django_db


def version() -> int:
    return TableChange.objects.version() or 0


def save(epm: EPM) -> None:
    epm.name = "Médiathèque"
    epm.save(update_fields=["name"])


def update_by_hand(epm: EPM) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE reseau_epm SET name = 'Médiathèque'")


@pytest.mark.parametrize(
    "write",
    [
        save,
        update_by_hand,
        lambda epm: epm.delete(),
        lambda epm: EPM.objects.update(name="Médiathèque"),
        lambda epm: EPM.objects.bulk_update([epm], ["name"]),
        lambda epm: EPM.objects.bulk_create([EPMFactory.build(commune=epm.commune)]),
        lambda epm: EPM.objects.filter(pk=epm.pk)._raw_delete("default"),
        lambda epm: MemberFactory(),
        lambda epm: Member.objects.filter(pk=epm.checked_by_id).update(first_name="Camille"),
    ],
)
def test_write_counts_as_a_change(write):
    epm = EPMFactory(checked_by=MemberFactory())
    before = version()

    write(epm)

    assert version() > before


@pytest.mark.parametrize(
    "write",
    [
        lambda page: page.unpublish(),
        lambda page: page.delete(),
        lambda page: page.save_revision().publish(),
        lambda page: page.move(page.get_parent(), "first-child"),
        lambda page: page.get_site().save(),
    ],
)
def test_act_in_wagtail_counts_as_a_change(site_tree, write):
    add_news("Rentrée")
    page = NewsPage.objects.get(pk=add_news().pk)
    before = version()

    write(page)

    assert version() > before


def test_relation_of_a_sheet_counts_as_a_change(site_tree):
    sheet = SheetFactory()
    before = version()

    sheet.skills.through.objects.all().delete()
    assert version() == before + (connection.vendor == "postgresql")  # a statement there, each row on SQLite


@pytest.mark.parametrize(
    "write",
    [
        lambda member: Connection.objects.create(session_key="x", member=member, expire_date=timezone.now()),
        lambda member: Member.objects.update(last_login=timezone.now()),
        lambda member: SentForm.objects.all().delete(),
        lambda member: EPM.objects.count(),
    ],
)
def test_write_that_no_visitor_sees_does_not_count(write):
    member = MemberFactory()
    before = version()

    write(member)

    assert version() == before


def test_change_that_is_rolled_back_does_not_count():
    before = version()

    with transaction.atomic():
        EPMFactory()
        transaction.set_rollback(True)

    assert version() == before


def test_every_seen_table_has_its_triggers():
    assert set(existing_triggers()) == {trigger.name for trigger in wanted_triggers()}


def test_nothing_is_counted_while_migrations_are_under_way():
    EPMFactory()
    before = version()
    drop_triggers(plan=["a migration"])
    EPMFactory()
    assert (TableChange.objects.version(), existing_triggers()) == (None, {})

    set_triggers()

    assert version() > before
    assert set(existing_triggers()) == {trigger.name for trigger in wanted_triggers()}


def test_migrating_without_a_new_migration_leaves_the_count():
    EPMFactory()
    before = version()

    call_command("migrate", verbosity=0)

    assert version() == before


def test_lost_trigger_is_set_again():
    name, table = next(iter(existing_triggers().items()))
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {name}" + (f" ON {table}" if connection.vendor == "postgresql" else ""))

    set_triggers()

    assert name in existing_triggers()


@pytest.mark.postgresql
def test_rows_of_ended_connections_are_folded_and_the_version_stays_on_postgresql():
    EPMFactory()
    TableChange.objects.create(writer=-1, changes=40)
    TableChange.objects.create(writer=-2, changes=2)
    before = version()

    fold_ended_writers()
    fold_ended_writers()

    assert version() == before
    assert TableChange.objects.filter(writer__lt=0).count() == 0


def test_folding_leaves_the_version():
    EPMFactory()
    before = version()

    fold_ended_writers()

    assert version() == before
