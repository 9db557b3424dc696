"""Rows that a transaction locks: read again after the wait, where there can be one."""

import pytest
from django.db import connection

from reseau.people.members.models.member import Member
from reseau.web.queries.row_locks import lock_row
from tests.factories.reseau import MemberFactory

pytestmark = pytest.mark.django_db


def test_row_is_read_once_where_the_database_locks_no_row(django_assert_num_queries):
    member = MemberFactory()

    with django_assert_num_queries(2 if connection.features.has_select_for_update else 1):
        assert lock_row(Member.objects.all(), member.pk) == member


def test_row_that_is_no_longer_among_those_to_lock_is_not_found():
    member = MemberFactory(is_active=False)

    with pytest.raises(Member.DoesNotExist):
        lock_row(Member.objects.filter(is_active=True), member.pk)
