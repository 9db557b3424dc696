"""Pages of adaptations: the form, the lists, the comparison, taking changes; access."""

import io
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from ressources.review.adaptations.models import Adaptation
from ressources.review.adaptations.services import adapt
from ressources.sheets.models.sheet import Sheet
from ressources.sheets.models.workshop import WorkshopPage
from tests.factories.b2i import LearnerFactory
from tests.factories.ressources import AdaptationFactory, ContributionFactory, SheetFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def lineage(sheet, other_epm, stranger):
    """`stranger` has published an adaptation of `sheet`, by `animator`, with another equipment."""
    data = replace(sheet.latest_content, title="Photos sur tablette", equipment="Une tablette", takeaways="Je range.")
    return AdaptationFactory(origin=sheet, epm=other_epm, author=stranger, data=data)


def url(name: str, *args) -> str:
    return reverse(f"ressources:{name}", args=args)


def text(response) -> str:
    return response.content.decode()


def take_data(lineage, **changes) -> dict:
    """Form data of the button « Reprendre dans l’original » of the equipment."""
    version = Sheet.objects.get(pk=lineage.sheet_id).live_revision_id
    return {"vers": "origine", "partie": "equipment", "etape": "", "version": version} | changes


def test_sheet_is_adapted_from_its_page(client_of, sheet, stranger, other_epm):
    client, address = client_of(stranger), url("adapt", sheet.pk)
    assert address in text(client.get(sheet.get_absolute_url()))
    assert client.get(address).context["form"]["title"].value() == f"{sheet.title} (adaptation)"
    refusal = client.post(address, {"title": " "})
    assert refusal.context["form"].errors == {"title": ["Donnez un titre à votre adaptation."]}
    answer = client.post(address, {"title": "Photos sur tablette"})
    page = WorkshopPage.objects.get(draft_title="Photos sur tablette")
    assert (answer.url, page.owner, page.epm) == (url("edit", page.pk), stranger, other_epm)


def test_coordinator_chooses_the_epm(client_of, sheet, coordinator, other_epm):
    client, address = client_of(coordinator), url("adapt", sheet.pk)
    assert list(client.post(address, {"title": "Photos"}).context["form"].errors) == ["epm"]
    client.post(address, {"title": "Photos", "epm": other_epm.pk})
    assert Adaptation.objects.get().sheet.epm == other_epm


def test_reserved_sheet_explains_why_it_cannot_be_adapted(client_of, epm, stranger):
    reserved = SheetFactory(epm=epm, data__licence="reserves")
    client, address = client_of(stranger), url("adapt", reserved.pk)
    assert (
        "Cette fiche ne s’adapte pas" in text(client.get(address)),
        b"<textarea" in client.get(address).content,
    ) == (
        True,
        False,
    )
    assert "ne s’adapte pas" in text(client.post(address, {"title": "Photos"}))
    assert not Adaptation.objects.exists()


def test_user_without_rights_cannot_adapt(client, client_of, epm, animator, stranger, sheet, draft, member_sheet):
    learner = LearnerFactory(epm=epm).member
    for reader, page in ((client_of(learner), sheet), (client_of(learner), member_sheet), (client_of(stranger), draft)):
        address = url("adapt", page.pk)
        assert [reader.get(address).status_code, reader.post(address, {"title": "X"}).status_code] == [404, 404]
    assert client.get(url("adapt", sheet.pk)).status_code == 302
    assert url("adapt", sheet.pk) not in text(client.get(sheet.get_absolute_url()))
    assert not Adaptation.objects.exists()


def test_adaptation_offers_only_licences_allowed_by_its_origin(client_of, sheet, stranger, other_epm):
    page = adapt(origin=sheet, by=stranger, epm=other_epm, title="Photos")
    form = client_of(stranger).get(url("edit", page.pk)).context["form"]
    assert [value for value, _ in form.fields["licence"].choices] == ["cc-by-sa"]


def test_credit_is_on_the_page_with_names_for_members(client, client_of, lineage, sheet, animator):
    address = lineage.sheet.get_absolute_url()
    link = f'<a href="{sheet.get_absolute_url()}">{sheet.title}</a>'
    for reader, has_names in ((client, False), (client_of(animator), True)):
        page = text(reader.get(address))
        assert ("Adaptée de" in page, link in page, f"de {animator} (" in page) == (True, True, has_names)


def test_credit_of_unreadable_sheet_has_no_link(client, lineage, sheet):
    sheet.unpublish()
    page = text(client.get(lineage.sheet.get_absolute_url()))
    assert (sheet.title in page, sheet.get_absolute_url() in page, "Comparer" in page) == (True, False, False)


def test_credit_is_on_paper_and_in_the_feed(client, client_of, lineage, sheet, animator):
    def paper(reader, name: str) -> str:
        pages = PdfReader(io.BytesIO(b"".join(reader.get(f"{lineage.sheet.get_absolute_url()}{name}")))).pages
        return " ".join(" ".join(page.extract_text() for page in pages).split())

    credit = f"Adaptée de « {sheet.title} » (EPM de Gramat), CC BY-SA 4.0."
    assert credit in paper(client, "fiche.pdf")
    assert credit in paper(client_of(animator), "memo.pdf")
    assert f"de {animator} (EPM de Gramat)" in paper(client_of(animator), "fiche.pdf")
    feed = ElementTree.fromstring(client.get("/ressources/flux.atom").content)  # noqa: S314 - our own answer
    rights = [entry.text for entry in feed.iter("{http://www.w3.org/2005/Atom}rights")]
    assert f"Licence CC BY-SA 4.0. {credit[:-1]}" in [words.replace("\u00a0", " ") for words in rights]


def test_origin_lists_readable_adaptations(client, client_of, lineage, sheet, stranger):
    members_adaptation = AdaptationFactory(
        origin=sheet, sheet=SheetFactory(data__audience="member", data__title="Entre nous")
    )
    adapt(origin=sheet, by=stranger, epm=lineage.sheet.epm, title="Brouillon discret")
    for reader, readable_sheets in (
        (client, [lineage.sheet]),
        (client_of(stranger), [lineage.sheet, members_adaptation.sheet]),
    ):
        page = text(reader.get(sheet.get_absolute_url()))
        assert ("Photos sur tablette" in page, "Entre nous" in page) == (True, len(readable_sheets) == 2)
        assert ("Adaptée une fois" in page, "Adaptée deux fois" in page) == (
            len(readable_sheets) == 1,
            len(readable_sheets) == 2,
        )
        assert "Brouillon discret" not in page
        assert set(reader.get(url("adaptations", sheet.slug)).context["page_obj"]) == {
            Sheet.objects.get(pk=sheet_row.pk) for sheet_row in readable_sheets
        }


def test_many_adaptations_have_a_page(client, lineage, sheet, member_sheet):
    address = url("adaptations", sheet.slug)
    assert address not in text(client.get(sheet.get_absolute_url()))
    AdaptationFactory.create_batch(3, origin=sheet)
    assert address in text(client.get(sheet.get_absolute_url()))
    assert client.get(url("adaptations", member_sheet.slug)).status_code == 404
    assert "Personne n’a encore publié" in text(client.get(url("adaptations", lineage.sheet.slug)))


def test_reader_of_both_sheets_compares_them(client, lineage, sheet):
    page = client.get(url("comparison", lineage.sheet_id))
    assert [compared.part.name for compared in page.context["parts"]] == ["equipment", "takeaways"]
    assert ("<ins><span" in text(page), "ajouté\u00a0: </span>Une tablette" in text(page)) == (True, True)
    assert "Reprendre" not in text(page)


def test_comparison_with_unreadable_sheet_is_not_found(
    client, client_of, lineage, sheet, member_sheet, animator, stranger
):
    members_adaptation = AdaptationFactory(origin=member_sheet)
    hidden_adaptation = AdaptationFactory(origin=sheet, sheet=SheetFactory(data__audience="member"))
    draft = adapt(origin=sheet, by=stranger, epm=lineage.sheet.epm, title="Brouillon discret")
    for reader, page in (
        (client, members_adaptation.sheet),
        (client, hidden_adaptation.sheet),
        (client_of(animator), draft),
        (client, sheet),
    ):
        assert reader.get(url("comparison", page.pk)).status_code == 404
    assert client_of(stranger).get(url("comparison", draft.pk)).status_code == 200
    sheet.unpublish()
    assert client_of(stranger).get(url("comparison", lineage.sheet_id)).status_code == 404


def test_comparison_of_equal_sheets_shows_no_change(client, sheet):
    adaptation = AdaptationFactory(origin=sheet)
    assert "disent aujourd’hui la même chose" in text(client.get(url("comparison", adaptation.sheet_id)))


def test_author_of_the_origin_takes_a_part(client_of, lineage, sheet, animator):
    client, address = client_of(animator), url("comparison", lineage.sheet_id)
    assert text(client.get(address)).count("Reprendre dans l’original") == 2
    answer = client.post(url("take", lineage.sheet_id), take_data(lineage), follow=True)
    assert "C’est repris dans votre brouillon" in text(answer)
    assert Sheet.objects.get(pk=sheet.pk).latest_content.equipment == "Une tablette"
    assert ("C’est déjà dans votre brouillon" in text(answer), text(answer).count("Reprendre dans l’original")) == (
        True,
        1,
    )
    second_answer = client.post(url("take", lineage.sheet_id), take_data(lineage), follow=True)
    assert "le dit déjà" in text(second_answer)


def test_taken_text_credits_its_author_once_published(client, client_of, sheet, stranger, animator):
    reader = client_of(animator)
    ContributionFactory(sheet=sheet, member=stranger, added=timezone.now())
    assert str(stranger) not in text(reader.get(sheet.get_absolute_url()))
    assert str(stranger) in text(reader.get(url("preview", sheet.pk)))
    Sheet.objects.filter(pk=sheet.pk).update(last_published_at=timezone.now())
    assert str(stranger) in text(reader.get(sheet.get_absolute_url()))


def test_author_of_adaptation_takes_change_and_marks_origin_as_seen(client_of, lineage, sheet, stranger):
    page = Sheet.objects.get(pk=sheet.pk).specific
    page.write(replace(page.latest_content, prerequisites="Savoir cliquer"))
    page.save_revision().publish()
    client = client_of(stranger)
    comparison = client.get(url("comparison", lineage.sheet_id))
    assert ("L’origine a changé" in text(comparison), "Changé dans l’original depuis" in text(comparison)) == (
        True,
        True,
    )
    assert "L’origine a changé" in text(client.get(lineage.sheet.get_absolute_url()))
    version = Sheet.objects.get(pk=sheet.pk).live_revision_id
    client.post(url("take", lineage.sheet_id), {"vers": "adaptation", "partie": "prerequisites", "version": version})
    assert Sheet.objects.get(pk=lineage.sheet_id).latest_content.prerequisites == "Savoir cliquer"
    after = client.post(url("note_seen", lineage.sheet_id), follow=True)
    assert ("C’est noté" in text(after), "L’origine a changé" in text(after)) == (True, False)


def test_origin_withdrawn_meanwhile_gives_no_change(client_of, lineage, sheet, stranger):
    client = client_of(stranger)
    answer = client.post(url("take", lineage.sheet_id), {"vers": "adaptation", "partie": "tips", "version": "x"})
    assert answer.url == url("comparison", lineage.sheet_id)
    assert "a changé, ou n’est plus en ligne" in text(client.get(answer.url))
    sheet.unpublish()
    for name in ("take", "note_seen"):
        assert client.post(url(name, lineage.sheet_id), take_data(lineage)).status_code == 404


def test_other_members_cannot_take_changes(client, client_of, lineage, sheet, colleague, stranger, animator, epm):
    learner = LearnerFactory(epm=epm).member
    before = Sheet.objects.get(pk=sheet.pk).latest_revision_id
    for who in (colleague, stranger, learner):
        assert client_of(who).post(url("take", lineage.sheet_id), take_data(lineage)).status_code == 404
    for who in (colleague, animator, learner):
        other_way = take_data(lineage, vers="adaptation")
        assert client_of(who).post(url("take", lineage.sheet_id), other_way).status_code == 404
        assert client_of(who).post(url("note_seen", lineage.sheet_id)).status_code == 404
    assert client.post(url("take", lineage.sheet_id), take_data(lineage)).status_code == 302
    assert client_of(animator).get(url("take", lineage.sheet_id)).status_code == 405
    assert Sheet.objects.get(pk=sheet.pk).latest_revision_id == before


def count_queries(client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as captured_queries:
        assert client.get(address).status_code == 200
    assert {query["sql"].lstrip("(").split()[0] for query in captured_queries} == {"SELECT"}
    return len(captured_queries)


def test_pages_use_the_same_queries_for_one_and_three(client_of, animator, lineage, sheet):
    client = client_of(animator)
    addresses = (
        sheet.get_absolute_url(),
        lineage.sheet.get_absolute_url(),
        url("adaptations", sheet.slug),
        url("comparison", lineage.sheet_id),
    )
    before = [count_queries(client, address) for address in addresses]
    AdaptationFactory.create_batch(2, origin=sheet)
    assert [count_queries(client, address) for address in addresses] == before
    # Two queries of a sheet find the other sheets.
    assert (max(before[:2]) <= 13, max(before[2:]) <= 12) == (True, True)
