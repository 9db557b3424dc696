"""Pages of loans: who reads them, who books, hands over, changes and cancels."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from formation.working_halves import WorkingHalf
from qualite.lending.enums import LoanState
from qualite.lending.loans.models.loan import Loan
from qualite.lending.loans.models.report import ConditionReport
from qualite.lending.loans.services.bookings import book
from qualite.lending.loans.span import Span
from tests.factories.b2i import LearnerFactory
from tests.factories.equipment import LoanFactory
from tests.reseau.documents.files.pictures import encoded, flag, telephone_marks

pytestmark = pytest.mark.django_db


def typed(span: Span, **values) -> dict:
    (start, start_part), (end, end_part) = span.first.key, span.last.key
    return {"start": start, "start_part": start_part, "end": end, "end_part": end_part} | values


@pytest.fixture
def loan(kit, other_epm, stranger, span):
    return book(equipment=kit, epm=other_epm, span=span(0, 3), by=stranger)


def test_animator_books_for_their_place_from_the_page_of_the_equipment(client_of, kit, other_epm, stranger, span):
    response = client_of(stranger).post(kit.get_absolute_url(), typed(span(0, 1), epm=other_epm.pk), follow=True)

    loan = Loan.objects.get()
    assert (loan.epm, loan.span, loan.booked_by) == (other_epm, span(0, 1), stranger)
    assertContains(response, f"C’est réservé {loan.period}.")


def test_refusal_stands_beside_the_field_and_keeps_what_was_typed(client_of, kit, epm, animator, loan, span):
    response = client_of(animator).post(kit.get_absolute_url(), typed(span(3, 4), epm=epm.pk, purpose="Un atelier"))

    form = response.context["form"]
    assert (response.status_code, list(form.errors), len(form.errors["start"])) == (422, ["start"], 2)
    assertContains(response, "Libre au plus près", count=2, status_code=422)
    assertContains(response, 'value="Un atelier"', status_code=422)


def test_animator_does_not_book_for_a_place_of_others(client_of, kit, stranger, epm, span):
    response = client_of(stranger).post(kit.get_absolute_url(), typed(span(0, 1), epm=epm.pk))

    assert (response.context["form"].errors["epm"], Loan.objects.count()) == (["Choisissez un lieu de la liste."], 0)


@pytest.mark.parametrize("name", ["animator", "coordinator", "territorial"])
def test_owner_and_coordination_book_for_anybody(client_of, kit, other_epm, name, request, span):
    client_of(request.getfixturevalue(name)).post(kit.get_absolute_url(), typed(span(0, 1), epm=other_epm.pk))

    assert Loan.objects.get().epm == other_epm


def test_what_is_not_lent_is_booked_by_its_owner_alone(client_of, kit, epm, other_epm, animator, stranger, span):
    kit.is_lent = False
    kit.save()

    assertNotContains(client_of(stranger).get(kit.get_absolute_url()), 'id="reserver"')
    client_of(stranger).post(kit.get_absolute_url(), typed(span(0, 1), epm=other_epm.pk))
    client_of(animator).post(kit.get_absolute_url(), typed(span(0, 1), epm=epm.pk))

    assert Loan.objects.get().epm == epm


def test_departure_and_return_are_noted_with_a_photo_whose_place_is_gone(client_of, kit, other_epm, stranger, today):
    loan = book(equipment=kit, epm=other_epm, span=today, by=stranger)
    client = client_of(stranger)
    photo = SimpleUploadedFile("etat.jpg", encoded(flag(), exif=telephone_marks()), "image/jpeg")

    client.post(reverse("qualite:loan_departure", args=[loan.pk]), {"condition": "good", "photo": photo})
    client.post(reverse("qualite:loan_return", args=[loan.pk]), {"condition": "worn", "words": "Une rayure."})

    loan.refresh_from_db()
    departure, back = loan.reports.all()
    served = client.get(departure.photo_url)
    assert (loan.state, back.words, back.photo.name) == (LoanState.RETURNED, "Une rayure.", "")
    assert served["Content-Type"] == "image/jpeg"
    assert b"Exif" not in served.getvalue()


def test_file_that_is_no_picture_is_refused(client_of, kit, other_epm, stranger, today):
    loan = book(equipment=kit, epm=other_epm, span=today, by=stranger)
    text = SimpleUploadedFile("etat.jpg", b"words", "image/jpeg")

    response = client_of(stranger).post(
        reverse("qualite:loan_departure", args=[loan.pk]), {"condition": "good", "photo": text}
    )

    assert (list(response.context["form"].errors), ConditionReport.objects.count()) == (["photo"], 0)


def test_hand_over_names_who_has_it_and_refuses_if_that_changed(client_of, kit, epm, other_epm, animator, half):
    out = LoanFactory(
        equipment=kit, epm=other_epm, start=timezone.localdate() - datetime.timedelta(days=3), state=LoanState.OUT
    )
    loan = book(equipment=kit, epm=epm, span=Span(WorkingHalf.now(), half(1)), by=animator)
    url = reverse("qualite:loan_departure", args=[loan.pk])
    client = client_of(animator)

    assertContains(client.get(url), f'name="straight_from" value="{out.pk}"')
    refused = client.post(url, {"condition": "good"})
    assertContains(refused, "l’a encore, jusqu’au", status_code=422)
    client.post(url, {"condition": "good", "straight_from": out.pk})

    loan.refresh_from_db()
    out.refresh_from_db()
    assert (loan.state, loan.came_from, out.state) == (LoanState.OUT, out, LoanState.RETURNED)


def test_loan_is_shortened_then_cancelled_with_a_reason(client_of, loan, stranger, span):
    client = client_of(stranger)

    client.post(reverse("qualite:loan_change", args=[loan.pk]), typed(span(0, 1)))
    loan.refresh_from_db()
    assert loan.span == span(0, 1)
    client.post(reverse("qualite:loan_cancel", args=[loan.pk]), {"reason": "Atelier reporté."})

    loan.refresh_from_db()
    assert (loan.state, loan.cancel_reason) == (LoanState.CANCELLED, "Atelier reporté.")


def test_refusal_of_a_change_stands_in_the_form(client_of, loan, stranger, span):
    response = client_of(stranger).post(reverse("qualite:loan_change", args=[loan.pk]), typed(span(3, 2)))

    assert response.context["form"].errors == {"end": ["Le prêt finit après avoir commencé."]}


@pytest.mark.parametrize("name", ["loan_change", "loan_cancel", "loan_departure", "loan_return"])
def test_form_of_a_loan_that_is_over_leads_to_its_page(client_of, loan, stranger, name):
    Loan.objects.update(state=LoanState.RETURNED)

    response = client_of(stranger).get(reverse(f"qualite:{name}", args=[loan.pk]))

    assert (response.status_code, response.url) == (302, loan.get_absolute_url())


@pytest.mark.parametrize("name", ["loan_change", "loan_cancel", "loan_departure", "loan_return"])
def test_member_of_neither_place_reads_the_loan_and_changes_nothing(client_of, kit, other_territorial, animator, name):
    loan = LoanFactory(equipment=kit)
    client = client_of(other_territorial)

    assertNotContains(client.get(loan.get_absolute_url()), "Noter le départ")
    response = client.post(reverse(f"qualite:{name}", args=[loan.pk]), {"condition": "good", "reason": ""})

    loan.refresh_from_db()
    assert (response.status_code, loan.state) == (404, LoanState.BOOKED)


def addresses(loan, report) -> list[str]:
    return [
        loan.get_absolute_url(),
        loan.equipment.get_absolute_url(),
        report.photo_url,
        reverse("qualite:loans"),
        reverse("qualite:inventory"),
        reverse("qualite:inventory_csv"),
        reverse("qualite:inventory_ods"),
    ]


def test_outsiders_read_nothing(client_of, outsider, loan):
    report = ConditionReport.objects.create(loan=loan, moment="departure", condition="good", photo="materiel/a.jpg")

    assert {client_of(outsider).get(url).status_code for url in addresses(loan, report)} <= {302, 404}


def test_learner_reads_a_404_and_visitor_is_asked_to_log_in(client, client_of, epm, loan):
    learner = client_of(LearnerFactory(epm=epm).member)
    report = ConditionReport.objects.create(loan=loan, moment="departure", condition="good", photo="materiel/a.jpg")

    assert {learner.get(url).status_code for url in addresses(loan, report)} == {404}
    assert all(client.get(url).url.startswith("/connexion/") for url in addresses(loan, report))


@pytest.mark.parametrize("count", [1, 3])
def test_own_loans_show_overdue_first_under_one_count_of_queries(
    client_of, kit, other_epm, stranger, count, django_assert_num_queries
):
    for number in range(count):
        start = timezone.localdate() + datetime.timedelta(days=3 * number - 2)
        LoanFactory(equipment=kit, epm=other_epm, start=start, state=LoanState.BOOKED if number else LoanState.OUT)
    client = client_of(stranger)
    client.get(reverse("qualite:loans"))

    with django_assert_num_queries(6):
        response = client.get(reverse("qualite:loans"))

    assert [loan.state_words for loan in response.context["loans"]] == ["En retard", "Réservé", "Réservé"][:count]


def test_overdue_loan_is_on_the_first_page_and_in_the_agenda(client_of, kit, other_epm, stranger):
    LoanFactory(
        equipment=kit, epm=other_epm, start=timezone.localdate() - datetime.timedelta(days=1), state=LoanState.OUT
    )
    LoanFactory(equipment=kit, epm=other_epm)
    client = client_of(stranger)

    assertContains(client.get("/"), "1 matériel prêté en retard")
    assertContains(client.get("/agenda/?genre=pret"), "Prêt : Mallette de tablettes")
