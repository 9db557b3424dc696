"""The lineage of an adapted sheet: lasting credits, the copied text, visibility."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction
from django.utils import timezone

from ressources.library.services import merge_tags
from ressources.review.adaptations.models import Adaptation
from ressources.sheets.models.sheet import Sheet
from ressources.sheets.models.sheet_origins import Sources
from ressources.sheets.services.drafts import create_published
from ressources.sheets.short_contents import WatchContent
from tests.factories.ressources import (
    AdaptationFactory,
    AuthorshipFactory,
    ContributionFactory,
    ObsolescenceFactory,
    SheetFactory,
)

pytestmark = pytest.mark.django_db
BY_SA = "CC BY-SA 4.0"


@pytest.fixture
def adaptation(sheet, other_epm):
    return AdaptationFactory(origin=sheet, epm=other_epm)


def test_credit_names_authors_and_helpers_to_members_only(sheet, epm, animator, stranger, coordinator):
    coauthor, helper = AuthorshipFactory(sheet=sheet).member, ContributionFactory(sheet=sheet).member
    lineage = AdaptationFactory(origin=Sheet.objects.get(pk=sheet.pk))
    sheet.owner.delete()
    member, visitor = (Sources(lineage.sheet, user) for user in (stranger, AnonymousUser()))
    people = f"de {animator} et {coauthor} (EPM de Gramat), avec un apport de {helper}"
    assert member.credit_sentences == [f"Adaptée de «\u00a0{sheet.title}\u00a0», {people}, {BY_SA}"]
    assert visitor.credit_sentences == [f"Adaptée de «\u00a0{sheet.title}\u00a0» (EPM de Gramat), {BY_SA}"]


def test_credits_follow_from_one_adaptation_to_the_next(sheet, adaptation, other_epm):
    second = AdaptationFactory(origin=Sheet.objects.get(pk=adaptation.sheet_id))
    assert [sentence.partition(" «")[0] for sentence in Sources(second.sheet, AnonymousUser()).credit_sentences] == [
        "Adaptée de",
        "Elle-même adaptée de",
    ]
    assert [credit["title"] for credit in second.credits] == [f"{sheet.title} (adaptation)", sheet.title]


def test_credit_remains_after_the_origin_is_deleted(sheet, adaptation, stranger):
    sheet.delete()
    adaptation = Adaptation.objects.get()
    sources = Sources(adaptation.sheet, stranger)
    assert (adaptation.origin, sources.origin, sources.has_newer_origin) == (None, None, False)
    assert sheet.title in sources.credit_sentences[0]


def test_origin_is_shown_only_to_its_readers(adaptation, member_sheet, stranger):
    members_adaptation = AdaptationFactory(origin=member_sheet)
    visitor = AnonymousUser()
    assert [members_adaptation.origin_for(user) for user in (visitor, stranger)] == [None, member_sheet]
    member_sheet.unpublish()
    assert Adaptation.objects.get(pk=members_adaptation.pk).origin_for(stranger) is None


def test_only_readable_adaptations_are_listed(sheet, adaptation, stranger):
    withdrawn_adaptation, obsolete_adaptation = AdaptationFactory(origin=sheet), AdaptationFactory(origin=sheet)
    withdrawn_adaptation.sheet.unpublish()
    ObsolescenceFactory(sheet=obsolete_adaptation.sheet)
    members_adaptation = AdaptationFactory(origin=sheet, data=None, sheet=SheetFactory(data__audience="member"))
    assert set(Adaptation.objects.visible_to(AnonymousUser())) == {adaptation}
    assert set(Adaptation.objects.visible_to(stranger)) == {adaptation, members_adaptation}


def test_copied_text_is_read_back_unchanged(sheet, adaptation):
    assert adaptation.base_content() == sheet.latest_content


def test_copied_text_of_another_kind_is_read_back(epm, animator):
    data = WatchContent(
        title="Veille", aim="Lire.", why="Utile.", link="https://exemple.fr/", published_on=date(2026, 3, 12)
    )
    origin = create_published(author=animator, epm=epm, data=data, published_at=timezone.now())
    lineage = AdaptationFactory(origin=origin)
    assert Adaptation.objects.get(pk=lineage.pk).base_content() == data


def test_tag_merged_since_the_copy_is_no_difference(epm, animator, coordinator):
    origin = SheetFactory(epm=epm, author=animator, data__tags=("mél", "courriel"))
    lineage = AdaptationFactory(origin=origin)
    tags = {tag.name: tag for tag in origin.tags.all()}
    merge_tags(target=tags["courriel"], merged_keys=[tags["mél"].pk], by=coordinator)
    assert lineage.base_content().tags == ("courriel",)


def test_origin_published_since_is_newer(sheet, adaptation):
    assert not adaptation.has_newer_origin
    Sheet.objects.filter(pk=sheet.pk).update(last_published_at=timezone.now() + timedelta(minutes=1))
    assert Adaptation.objects.get().has_newer_origin


def test_licence_must_be_allowed_by_the_origin(sheet, adaptation, epm):
    cc0_content = adaptation.sheet.content_class(title="X", licence="cc0")
    assert adaptation.refusal(adaptation.sheet.latest_content.terms) == {}
    assert adaptation.refusal(cc0_content.terms) == {
        "licence": "Cette fiche est adaptée d’une autre\u00a0: sa licence doit être CC BY-SA 4.0."
    }


def test_sheet_is_not_an_adaptation_of_itself(sheet):
    with pytest.raises(IntegrityError), transaction.atomic():
        AdaptationFactory(origin=sheet, sheet=sheet)
