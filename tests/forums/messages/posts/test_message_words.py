"""Names and pictures in the form of a message: words there, marks in what the site keeps."""

import pytest

from forums.messages.drafts.models import MessageDraft
from forums.messages.posts.message_words import in_words, with_marks
from forums.messages.posts.quotation import quote
from tests.factories.reseau import PositionFactory

pytestmark = pytest.mark.django_db
TOPIC = "/forums/reseau/cle-usb-invisible/"


@pytest.fixture
def benoit(animator, epm):
    return PositionFactory(epm=epm, member__first_name="Benoît", member__last_name="Pons d’Albas").member


def link_to(member) -> str:
    return f"[@{member}](/membres/{member.pk}/)"


@pytest.mark.parametrize("end", ["", ".", " sait.", "\u00a0!", ", non\u00a0?", "\n\nMerci"])
def test_name_goes_from_words_to_a_link_and_back(animator, benoit, end):
    text = f"Demandez à @Benoît Pons d’Albas{end}"

    kept = with_marks(text, named=[], by=animator)

    assert kept == f"Demandez à {link_to(benoit)}{end}"
    assert in_words(kept) == text


@pytest.mark.parametrize("words", ["[Image 12]", "[Image 12 – Le voyant rouge]"])
def test_picture_goes_from_words_to_a_mark_and_back(animator, words):
    kept = with_marks(f"Avant.\n\n{words}\n\nAprès.", named=[], by=animator)

    assert ("](image:12)" in kept, in_words(kept)) == (True, f"Avant.\n\n{words}\n\nAprès.")


@pytest.mark.parametrize("text", ["Bonjour @tous", "camille@example.org", "> @Benoît Pons d’Albas", "@Benoît Pons"])
def test_what_names_nobody_stays_as_it_is(animator, benoit, text):
    assert with_marks(text, named=[], by=animator) == text


def test_one_name_of_two_people_leads_to_the_one_that_was_chosen(animator, benoit, epm):
    PositionFactory(epm=epm, member__first_name=benoit.first_name, member__last_name=benoit.last_name)

    assert with_marks(f"@{benoit}", named=[], by=animator) == f"@{benoit}"
    assert with_marks(f"@{benoit}", named=[str(benoit.pk)], by=animator) == link_to(benoit)


def test_names_of_a_long_text_cost_as_much_as_one(animator, benoit, django_assert_num_queries):
    with django_assert_num_queries(2):  # the positions of who writes, the people
        with_marks(f"@{benoit} et @quelqu’un d’autre. " * 500, named=[], by=animator)


def test_header_of_a_quotation_goes_from_words_to_a_link_and_back(animator, topic):
    post = topic.posts.get()
    kept = quote("Essayez ceci.", "Camille Martin", post.get_absolute_url())
    words = f"> Citation\u00a0: Camille Martin, message {post.pk}\n>\n> Essayez ceci.\n\n"

    assert in_words(kept) == words
    assert with_marks(words, named=[], by=animator) == kept


def test_quotation_of_a_message_that_one_cannot_read_stays_words(stranger, figeac_topic):
    words = f"> Citation\u00a0: Camille, message {figeac_topic.posts.get().pk}\n> Citation : Camille, message 999999"

    assert with_marks(words, named=[], by=stranger) == words


def test_description_with_brackets_is_no_mark_either(animator):
    assert in_words("![a [b] c](image:12)") == "[Image 12 – a b c]"


def test_draft_holds_the_one_who_was_chosen_among_two_of_one_name(client_of, animator, topic, benoit, epm):
    PositionFactory(epm=epm, member__first_name=benoit.first_name, member__last_name=benoit.last_name)
    client = client_of(animator)

    client.post(f"{TOPIC}brouillon/", {"body": f"@{benoit}", "nomme": [str(benoit.pk)]})
    resumed = client.get(TOPIC)

    assert MessageDraft.objects.get().body == link_to(benoit)
    assert (resumed.context["form"]["body"].value(), resumed.context["named"]) == (f"@{benoit}", [str(benoit.pk)])


def test_form_never_shows_a_mark_while_writing_previewing_resuming_and_editing(client_of, animator, topic, benoit):
    client, asked = client_of(animator), topic.posts.get()
    quotation = quote("Elle a disparu.", "Camille", asked.get_absolute_url())
    marks = f"{quotation}Voyez {link_to(benoit)}\n\n![Le voyant](image:12)"
    words = (
        f"> Citation\u00a0: Camille, message {asked.pk}\n>\n> Elle a disparu.\n\n"
        f"Voyez @{benoit}\n\n[Image 12 – Le voyant]"
    )
    MessageDraft.objects.create(member=animator, topic=topic, body=marks)

    resumed = client.get(TOPIC)
    previewed = client.post(TOPIC, {"body": words, "apercu": "1"})
    client.post(TOPIC, {"body": words, "nomme": resumed.context["named"]})
    post = topic.posts.latest("pk")
    edited = client.get(f"{TOPIC}message/{post.pk}/modifier/")

    assert post.body == marks
    forms = [page.context["form"]["body"].value() for page in (resumed, previewed, edited)]
    assert forms == [words] * 3
    assert [page.context["named"] for page in (resumed, edited)] == [[str(benoit.pk)]] * 2
    assert f'href="/membres/{benoit.pk}/"' in previewed.context["preview"]
