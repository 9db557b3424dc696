"""A code typed and sent by several at once gives one response, and is counted once."""

import pytest
from django.core.exceptions import ValidationError

from enquetes.fieldwork.answering.models import UnfinishedResponse
from enquetes.fieldwork.answering.services import open_by_code, send_response
from enquetes.fieldwork.collection.models import CollectedResponse
from enquetes.fieldwork.personal_codes.models import CodeBatch, PersonalCode
from enquetes.fieldwork.personal_codes.services import USED, find_code, use_code

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]
AT_ONCE = 8


def read_counts(in_parallel) -> tuple:
    def read(_) -> tuple:
        used = PersonalCode.objects.filter(is_used=True).count()
        return CollectedResponse.objects.count(), CodeBatch.objects.get().used, used, UnfinishedResponse.objects.count()

    return in_parallel(read, [None])[0]


def test_code_typed_by_several_at_once_opens_one_response_on_postgresql(codes, in_parallel):
    opened = in_parallel(lambda _: open_by_code(typed=codes[0]).pk, range(AT_ONCE))
    assert len(set(opened)) == 1
    assert read_counts(in_parallel) == (0, 0, 0, 1)


def test_code_sent_by_several_at_once_counts_once_on_postgresql(codes, in_parallel):
    key = open_by_code(typed=codes[0]).pk

    def send(_) -> str:
        try:
            send_response(response=UnfinishedResponse.objects.get(pk=key))
        except UnfinishedResponse.DoesNotExist:
            return "gone"
        return "sent"

    assert sorted(in_parallel(send, range(AT_ONCE))) == ["gone"] * (AT_ONCE - 1) + ["sent"]
    assert read_counts(in_parallel) == (1, 1, 1, 0)


def test_code_used_by_several_at_once_is_counted_once_on_postgresql(codes, in_parallel):
    code = find_code(typed=codes[0])

    def use(_) -> str:
        try:
            use_code(code=code)
        except ValidationError as refusal:
            return refusal.messages[0]
        return ""

    assert sorted(in_parallel(use, range(AT_ONCE))) == ["", *[USED] * (AT_ONCE - 1)]
    assert read_counts(in_parallel) == (0, 1, 1, 0)


def test_different_codes_of_a_batch_are_all_counted_on_postgresql(codes, in_parallel):
    def answer(code: str) -> None:
        send_response(response=open_by_code(typed=code))

    in_parallel(answer, codes)
    assert read_counts(in_parallel) == (6, 6, 6, 0)
