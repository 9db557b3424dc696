"""Memory does not grow with the site: ten times as many rows, the same peak."""

import tracemalloc
from collections.abc import Callable

import pytest

from alertes.channels.notices.models import Notice
from extranet.operations.backups.copy_folder import new_copy
from extranet.operations.site_export.table_files import read_table, write_table
from tests.factories.alertes import NoticeFactory
from tests.factories.reseau import MemberFactory

FEW, MANY = 1_500, 15_000


def peak_of(action: Callable[[], object]) -> int:
    tracemalloc.start()
    action()
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak


def make_notices(member, count: int) -> None:
    Notice.objects.bulk_create(NoticeFactory.build_batch(count, member=member), batch_size=500)


@pytest.mark.night("writes a table of many megabytes")
@pytest.mark.django_db
def test_table_of_any_length_takes_the_same_memory(tmp_path, record_property):
    member, peaks = MemberFactory(), {}
    for count in (FEW, MANY):
        make_notices(member, count - Notice.objects.count())

        def write(folder=tmp_path / str(count)) -> None:
            with new_copy(folder, []) as copy:
                write_table(copy, Notice)

        written = peak_of(write)
        Notice.objects.all().delete()
        read = peak_of(lambda folder=tmp_path / str(count): read_table(folder, Notice))
        assert Notice.objects.count() == count
        peaks[count] = (written, read)

    for few, many in zip(peaks[FEW], peaks[MANY], strict=True):
        assert many < few * 1.5
    peak = max(peaks[MANY]) / 1_000_000
    record_property("figure", f"export and import of {MANY} rows: {peak:.1f} MB at most")
