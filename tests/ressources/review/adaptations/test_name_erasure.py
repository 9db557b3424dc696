"""A member's account is erased: no sheet names them any more."""

import pytest

from alertes.channels.notices.models import Notice
from ressources.review.adaptations import name_erasure
from ressources.review.adaptations.models import Adaptation
from ressources.sheets import sheet_journal
from ressources.sheets.models.sheet import Sheet
from ressources.sheets.models.sheet_origins import Sources
from ressources.sheets.services import authors
from tests.factories.alertes import NoticeFactory
from tests.factories.reseau import MemberFactory
from tests.factories.ressources import AdaptationFactory, AuthorshipFactory, ContributionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client_of):
    return client_of(MemberFactory(is_superuser=True))


@pytest.fixture
def second_adaptation(sheet, other_epm):
    """A sheet adapted from one that is itself an adaptation of a sheet of `animator`."""
    first = AdaptationFactory(origin=sheet, epm=other_epm)
    return AdaptationFactory(origin=Sheet.objects.get(pk=first.sheet_id), epm=other_epm)


def credits_read_by(user) -> list[str]:
    adaptations = Adaptation.objects.order_by("pk")
    return [sentence for adaptation in adaptations for sentence in Sources(adaptation.sheet, user).credit_sentences]


@pytest.mark.parametrize("way", ["one", "several"])
def test_erased_name_leaves_credits_and_sheets_stay(editor, sheet, second_adaptation, animator, stranger, way):
    name, title = str(animator), sheet.title
    assert [name in sentence for sentence in credits_read_by(stranger)] == [True, False, True]
    others = credits_read_by(stranger)[1]

    address = {
        "one": f"/admin/users/delete/{animator.pk}/",
        "several": f"/admin/bulk/reseau/member/delete/?id={animator.pk}",
    }
    assert editor.post(address[way]).status_code == 302

    nameless = f"«\u00a0{title}\u00a0» (EPM de Gramat), CC BY-SA 4.0"
    assert credits_read_by(stranger) == [f"Adaptée de {nameless}", others, f"Elle-même adaptée de {nameless}"]
    assert Sheet.objects.get(pk=sheet.pk).owner is None


def test_erased_contributor_leaves_credits_and_others_stay(sheet, animator, stranger):
    coauthor, helper = AuthorshipFactory(sheet=sheet).member, ContributionFactory(sheet=sheet).member
    AdaptationFactory(origin=Sheet.objects.get(pk=sheet.pk))

    name_erasure.forget_name(name=str(helper))
    name_erasure.forget_name(name=str(coauthor))

    assert credits_read_by(stranger) == [
        f"Adaptée de «\u00a0{sheet.title}\u00a0», de {animator} (EPM de Gramat), CC BY-SA 4.0"
    ]


def test_journal_of_a_sheet_forgets_the_name_and_keeps_the_others(sheet, animator, stranger, coordinator):
    for member in (stranger, coordinator):
        authors.add_coauthor(page=sheet, member=member, by=animator)

    name_erasure.forget_name(name=str(stranger))

    messages = [str(entry.message) for entry in sheet_journal.entries_of(sheet)]
    assert messages == [f"{coordinator} participe à l’écriture", "une personne partie du réseau participe à l’écriture"]


def test_closing_an_account_keeps_the_name(sheet, second_adaptation, animator, stranger):
    before = credits_read_by(stranger)
    animator.is_active = False
    animator.save()
    animator.positions.update(end="2026-01-31")
    assert credits_read_by(stranger) == before


@pytest.mark.parametrize(("other_last_name", "left"), [("Bru", 1), ("Delbos", 2)])
def test_messages_that_bear_the_name_go_unless_somebody_else_bears_it(editor, animator, other_last_name, left):
    animator.first_name, animator.last_name = "Solange", "Delbos"
    animator.save()
    MemberFactory(first_name="Solange", last_name=other_last_name)
    NoticeFactory(text="Solange Delbos a animé votre fiche")
    NoticeFactory(text="Solange Delbosc a animé votre fiche")

    editor.post(f"/admin/users/delete/{animator.pk}/")

    assert Notice.objects.count() == left
