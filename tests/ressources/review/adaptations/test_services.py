"""Adapting a sheet, taking changes either way, credits and notices."""

from dataclasses import replace

import pytest
from django.core.exceptions import ValidationError

from alertes.channels.notices.models import Notice
from ressources.authoring.publication.services import publish, submit, withdraw
from ressources.review.adaptations.models import Adaptation
from ressources.review.adaptations.services import adapt, adapted_title, note_origin_seen, take_change
from ressources.sheets import sheet_journal
from ressources.sheets.models.contribution import Contribution
from ressources.sheets.models.sheet import Sheet
from ressources.sheets.services.drafts import save_draft
from ressources.sheets.services.errors import IncompleteSheetError
from tests.factories.ressources import AdaptationFactory, AttachmentFactory, AuthorshipFactory, SheetFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def origin(epm, animator):
    return SheetFactory(epm=epm, author=animator, data__equipment="Un poste\nUne clé", data__tips="Souriez.")


@pytest.fixture
def lineage(origin, other_epm, stranger):
    """`stranger` has published an adaptation with another equipment and another tip."""
    data = replace(origin.latest_content, title="Photos sur tablette", equipment="Une tablette", tips="Riez.")
    return AdaptationFactory(origin=origin, epm=other_epm, author=stranger, data=data)


def take(lineage, *, by, into_origin=True, part="equipment", step="", version=None) -> Sheet:
    giver = lineage.sheet if into_origin else lineage.origin
    giver.refresh_from_db()
    version = giver.live_revision_id if version is None else version
    return take_change(lineage=lineage, into_origin=into_origin, part=part, step=step, version=version, by=by)


def revise(sheet, *, by, reviewer, **changes) -> Sheet:
    """Publish a new version of the sheet."""
    sheet = Sheet.objects.get(pk=sheet.pk).specific
    data = replace(sheet.latest_content, **changes)
    page = save_draft(page=sheet, by=by, data=data, base_revision=sheet.latest_revision_id)
    return publish(page=submit(page=page, by=by), by=reviewer)


def test_adaptation_copies_the_origin_and_remembers_its_text(origin, stranger, other_epm):
    page = adapt(origin=origin, by=stranger, epm=other_epm, title="Photos sans Internet")
    assert page.latest_content == replace(origin.latest_content, title="Photos sans Internet")
    assert (page.owner, page.epm, page.live) == (stranger, other_epm, False)
    lineage = page.adaptation
    assert (lineage.origin.pk, lineage.base_content()) == (origin.pk, origin.latest_content)
    assert lineage.credit.authors == [str(origin.owner)]


def test_draft_of_the_origin_is_not_copied(origin, animator, stranger, other_epm):
    data = replace(origin.latest_content, tips="Pas encore relu.")
    save_draft(page=origin, by=animator, data=data, base_revision=origin.latest_revision_id)
    assert adapt(origin=origin, by=stranger, epm=other_epm, title="X").latest_content.tips == "Souriez."


def test_files_are_copied_and_share_their_bytes(origin, stranger, other_epm):
    file = AttachmentFactory(sheet=origin)
    waiting = AttachmentFactory(sheet=origin, scan="waiting")
    page = adapt(origin=origin, by=stranger, epm=other_epm, title="X")
    (copy,) = page.attachments.all()
    assert (copy.name, copy.file.name, copy.added_by) == (file.name, file.file.name, stranger)
    assert copy.file.name != waiting.file.name


def test_button_pressed_twice_makes_one_adaptation(origin, stranger, other_epm):
    AttachmentFactory(sheet=origin)
    pages = {adapt(origin=origin, by=stranger, epm=other_epm, title="X").pk for _ in range(2)}
    assert (len(pages), Adaptation.objects.count()) == (1, 1)


def test_reserved_or_withdrawn_sheet_is_not_adapted(epm, origin, stranger, territorial, other_epm):
    reserved = SheetFactory(epm=epm, data__licence="reserves")
    withdraw(page=origin, by=territorial)
    for sheet, sentence in ((reserved, "ne s’adapte pas"), (origin, "n’est plus dans la bibliothèque")):
        with pytest.raises(ValidationError, match=sentence):
            adapt(origin=sheet, by=stranger, epm=other_epm, title="X")
    assert not Adaptation.objects.exists()


def test_share_alike_adaptation_is_not_published_under_another_licence(origin, stranger, other_epm):
    page = adapt(origin=origin, by=stranger, epm=other_epm, title="X")
    data = replace(page.latest_content, licence="cc0")
    page = save_draft(page=page, by=stranger, data=data, base_revision=page.latest_revision_id)
    with pytest.raises(IncompleteSheetError, match="sa licence doit être CC BY-SA"):
        submit(page=page, by=stranger)


def test_proposed_title_fits_its_limit():
    assert adapted_title(title="Photos") == "Photos (adaptation)"
    assert len(adapted_title(title="a" * 120)) == 120


def test_published_adaptation_notifies_author_of_origin_once(origin, stranger, other_epm, other_territorial, animator):
    page = adapt(origin=origin, by=stranger, epm=other_epm, title="Photos sans Internet")
    assert not Notice.objects.filter(member=animator, key__contains="adapted").exists()
    publish(page=submit(page=page, by=stranger), by=other_territorial)
    revise(page, by=stranger, reviewer=other_territorial, tips="Plus court.")
    (notice,) = Notice.objects.filter(member=animator, key__contains="adapted")
    assert (notice.url, "Photos sans Internet" in notice.text) == (f"/ressources/fiches/{page.pk}/origine/", True)


def test_new_version_of_origin_notifies_authors_of_adaptations(lineage, origin, animator, territorial, stranger):
    key = f"sheet:{lineage.sheet_id}:origin:"
    assert not Notice.objects.filter(key__startswith=key).exists()
    page = revise(origin, by=animator, reviewer=territorial, tips="Souriez encore.")
    assert [(notice.member, notice.key) for notice in Notice.objects.filter(key__startswith=key)] == [
        (stranger, f"{key}{page.live_revision_id}")
    ]
    assert Adaptation.objects.get().has_newer_origin
    note_origin_seen(lineage=Adaptation.objects.get())
    assert not Adaptation.objects.get().has_newer_origin
    assert Adaptation.objects.get().base_content().tips == "Souriez encore."


def test_part_taken_into_draft_of_origin_credits_its_author(lineage, origin, animator, stranger):
    coauthor = AuthorshipFactory(sheet=lineage.sheet).member

    page = take(lineage, by=animator)

    assert (page.pk, page.latest_content.equipment, page.latest_content.tips) == (origin.pk, "Une tablette", "Souriez.")
    assert Sheet.objects.get(pk=origin.pk).specific.equipment == "Un poste\nUne clé"
    assert page.revisions.count() == 2
    assert {(contribution.member, contribution.source) for contribution in page.contributions.all()} == {
        (stranger, "adaptation"),
        (coauthor, "adaptation"),
    }
    (entry,) = sheet_journal.entries_of(page)
    assert (entry.user, "Matériel" in entry.message, "Photos sur tablette" in entry.message) == (animator, True, True)
    assert {notice.member for notice in Notice.objects.filter(key=f"sheet:{origin.pk}:taken:{entry.pk}")} == {
        stranger,
        coauthor,
    }


def test_later_text_is_not_lost(lineage, origin, animator):
    data = replace(origin.latest_content, equipment="Un poste\nUne clé\nUn câble")
    save_draft(page=origin, by=animator, data=data, base_revision=origin.latest_revision_id)
    page = take(lineage, by=animator)
    assert page.latest_content.equipment == "Un poste\nUne clé\nUn câble\nUne tablette"
    assert "Un poste\nUne clé\nUn câble" in [revision.content["equipment"] for revision in page.revisions.all()]


def test_coauthor_of_both_gets_no_notice_of_their_own_change(lineage, origin, animator, stranger):
    AuthorshipFactory(sheet=origin, member=stranger)
    take(lineage, by=stranger)
    assert not Contribution.objects.exists()
    assert not Notice.objects.filter(member=stranger, key__contains="taken").exists()


def test_two_taken_parts_credit_the_author_once(lineage, animator, stranger):
    take(lineage, by=animator)
    take(lineage, by=animator, part="tips")
    assert Contribution.objects.get().member == stranger


def test_single_step_is_taken(lineage, origin, animator, stranger, other_territorial):
    first, second = origin.latest_content.steps
    steps = (replace(first, minutes=55), second, replace(second, title="Une étape de plus", animator="Autre chose."))
    lineage.sheet = revise(lineage.sheet, by=stranger, reviewer=other_territorial, steps=steps)
    page = take(lineage, by=animator, part="steps", step="plus-2")
    assert page.latest_content.steps == (first, second, steps[2])


def test_adaptation_takes_new_text_of_origin(lineage, origin, animator, territorial, stranger):
    revise(origin, by=animator, reviewer=territorial, prerequisites="Savoir cliquer")
    page = take(lineage, by=stranger, into_origin=False, part="prerequisites")
    assert (page.pk, page.latest_content.prerequisites) == (lineage.sheet_id, "Savoir cliquer")
    assert page.latest_content.equipment == "Une tablette"
    assert not Contribution.objects.exists()


@pytest.mark.parametrize(("part", "value"), [("group_size", 4), ("needs_internet", False)])
def test_number_and_choice_have_no_length_to_fit(lineage, origin, animator, territorial, stranger, part, value):
    revise(origin, by=animator, reviewer=territorial, **{part: value})
    page = take(lineage, by=stranger, into_origin=False, part=part)
    assert getattr(page.latest_content, part) == value


def test_changed_or_removed_text_is_not_taken(lineage, origin, animator, stranger, other_territorial):
    with pytest.raises(ValidationError, match="a changé"):
        take(lineage, by=animator, version=0)
    with pytest.raises(ValidationError, match="a changé"):
        take(lineage, by=animator, part="aim")
    take(lineage, by=animator)
    with pytest.raises(ValidationError, match="le dit déjà"):
        take(lineage, by=animator)
    withdraw(page=lineage.sheet, by=other_territorial)
    with pytest.raises(ValidationError, match="a changé"):
        take(lineage, by=animator, part="tips")


def test_withdrawn_origin_exchanges_no_change(lineage, origin, stranger, territorial):
    withdraw(page=origin, by=territorial)
    with pytest.raises(ValidationError, match="n’est plus en ligne"):
        note_origin_seen(lineage=Adaptation.objects.get())
    Sheet.objects.get(pk=origin.pk).delete()
    orphan_lineage = Adaptation.objects.get()
    for act in (
        lambda: note_origin_seen(lineage=orphan_lineage),
        lambda: take_change(lineage=orphan_lineage, into_origin=False, part="tips", step="", version=0, by=stranger),
    ):
        with pytest.raises(ValidationError):
            act()


def test_text_beyond_form_limits_is_refused(lineage, origin, animator, stranger, other_territorial):
    long_text = "\n".join(f"Objet numéro {number:04d}" for number in range(150))
    lineage.sheet = revise(lineage.sheet, by=stranger, reviewer=other_territorial, equipment=long_text)
    data = replace(origin.latest_content, equipment=long_text.replace("Objet", "Outil"))
    save_draft(page=origin, by=animator, data=data, base_revision=origin.latest_revision_id)
    with pytest.raises(ValidationError, match="ne tiennent pas dans"):
        take(lineage, by=animator)
    too_many_steps = tuple(
        replace(origin.latest_content.steps[0], title=f"Étape numéro {n}", animator=f"Geste {n}.") for n in range(41)
    )
    lineage.sheet = revise(lineage.sheet, by=stranger, reviewer=other_territorial, steps=too_many_steps)
    with pytest.raises(ValidationError, match="ne tiennent pas dans"):
        take(lineage, by=animator, part="steps")
