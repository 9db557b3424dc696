"""People named in a message: told once, if they see it; never thousands."""

import pytest

from alertes.channels.notices.models import Notice
from forums.messages.corrections.services import edit_post, withdraw_post
from forums.messages.mentions import mentioned_keys
from forums.messages.posts.services import answer, open_topic

pytestmark = pytest.mark.django_db

TOPIC = "/forums/reseau/cle-usb-invisible/"
REFUSAL = (
    "Votre message nomme 10\u00a0000 personnes avec @, 20 au plus\u00a0: chacune serait alertée. Tout le forum le lira "
    "de toute façon."
)


def named(*members) -> str:
    return " ".join(f"[@{member}]({member.get_absolute_url()})" for member in members)


def told() -> list[tuple]:
    return sorted(Notice.objects.values_list("member", "text"))


def test_mention_is_a_link_to_a_member_outside_quotations(animator, colleague):
    body = f"{named(animator, animator)}, [ici](/membres/7/) et @Colette\n> {named(colleague)}\n> > {named(colleague)}"

    assert mentioned_keys(body) == [animator.pk]


def test_named_people_are_told_once_and_not_of_the_answer_as_well(topic, animator, colleague, stranger):
    post = answer(topic=topic, author=colleague, body=f"Demandez à {named(stranger, animator, colleague)}")
    edit_post(post=post, body=f"Demandez plutôt à {named(animator)}")

    words = f"{colleague} vous nomme dans «\u00a0Clé USB invisible\u00a0»"
    assert told() == sorted([(animator.pk, words), (stranger.pk, words)])


def test_people_named_by_a_correction_are_told(topic, stranger):
    edit_post(post=topic.posts.get(), body=f"Et {named(stranger)}\u00a0?")

    assert [member for member, _ in told()] == [stranger.pk]


def test_question_names_people_who_see_its_forum_alone(figeac_forum, animator, colleague, stranger):
    topic = open_topic(forum=figeac_forum, author=animator, title="Clé", body=named(colleague, stranger))
    assert [member for member, _ in told()] == [colleague.pk]

    withdraw_post(post=topic.posts.get())
    assert told() == []


def test_thousands_of_mentions_are_refused_in_words_and_tell_nobody(client_of, animator, topic):
    body = "".join(f"[@a](/membres/{key}/)" for key in range(10_000))

    page = client_of(animator).post(TOPIC, {"body": body})

    refusals = [error for error in page.context["form"].errors["body"] if error.startswith("Votre message nomme")]
    assert refusals == [REFUSAL]
    assert page.context["form"]["body"].value() == "@a" * 10_000
    assert told() == []


def test_people_who_see_the_forum_are_found_while_one_types(client_of, animator, figeac_forum, colleague, stranger):
    for member, name in ((colleague, "Colette"), (stranger, "Colin")):
        member.first_name = name
        member.save()
    find = "/forums/figeac/nouveau/personnes/?q="

    found = client_of(animator).get(f"{find}col").json()
    assert [(person["name"], person["url"]) for person in found] == [(str(colleague), colleague.get_absolute_url())]
    assert client_of(animator).get(find).json() == []
    assert client_of(stranger).get(f"{find}col").status_code == 404
