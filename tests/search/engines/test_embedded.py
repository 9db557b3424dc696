"""The embedded engine alone: its directory, its lock, and readers in other processes."""

import shutil
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from search.engines import embedded
from search.engines.base import EngineUnavailableError, IndexMissingError, SearchQuery
from search.engines.embedded import EmbeddedEngine
from tests.factories.search import DocumentFactory

PUBLIC = frozenset({"public"})
QUERY = SearchQuery("souris", PUBLIC)


@pytest.fixture
def directory(tmp_path):
    return tmp_path / "embedded"


@pytest.fixture
def engine(directory):
    engine = EmbeddedEngine(directory)
    engine.rebuild([DocumentFactory(key="1")], version=1)
    return engine


def live_path(engine, directory):
    return directory / engine.ensure()


def test_missing_directory_is_a_missing_index(directory):
    engine = EmbeddedEngine(directory)
    for ask in (
        engine.ensure,
        engine.count,
        lambda: engine.search(QUERY),
        lambda: engine.suggest("s", audience=PUBLIC),
    ):
        with pytest.raises(IndexMissingError):
            ask()


def remove_directory(path):
    shutil.rmtree(path.parent)


def remove_generation(path):
    shutil.rmtree(path)


def truncate_description(path):
    (path / "meta.json").write_text("{")


def replace_segments(path, change):
    """Replace files instead of writing into them, since a process that maps a file dies when the file is cut short."""
    for file in path.iterdir():
        if file.suffix != ".json" and not file.name.startswith("."):
            content = change(file.read_bytes())
            file.unlink()
            file.write_bytes(content)


def truncate_segments(path):
    replace_segments(path, lambda content: content[:3])


def overwrite_segments(path):
    replace_segments(path, lambda content: b"not an index" * 50)


def scramble_pointer(path):
    (path.parent / "current").write_bytes(b"\xff\xfe")


def name_another_format(path):
    (path.parent / "current").write_text(path.name.replace("format", "format9"))


@pytest.mark.parametrize(
    "damage",
    [
        remove_directory,
        remove_generation,
        truncate_description,
        truncate_segments,
        overwrite_segments,
        scramble_pointer,
        name_another_format,
    ],
)
def test_damaged_index_is_missing_until_it_is_rebuilt(engine, directory, damage):
    damage(live_path(engine, directory))
    new_engine = EmbeddedEngine(directory)
    with pytest.raises(IndexMissingError):
        new_engine.search(QUERY)
    new_engine.rebuild([DocumentFactory(key="2")], version=2)
    assert [hit.key for hit in new_engine.search(QUERY).hits] == ["2"]


def test_index_removed_while_open_is_missing(engine, directory):
    engine.search(QUERY)
    shutil.rmtree(directory)
    with pytest.raises(IndexMissingError):
        engine.search(QUERY)


def test_rebuild_leaves_one_generation_on_disk(engine, directory):
    engine.rebuild((), version=2)
    assert sorted(path.name for path in directory.iterdir()) == ["current", engine.ensure()]


def test_failed_rebuild_leaves_nothing_on_disk(engine, directory):
    before = sorted(path.name for path in directory.iterdir())
    with pytest.raises(AttributeError):
        engine.rebuild([DocumentFactory(), None], version=2)
    assert sorted(path.name for path in directory.iterdir()) == before


def test_other_engine_reads_committed_documents(engine, directory):
    reader = EmbeddedEngine(directory)
    assert reader.search(QUERY).total == 1
    engine.index([DocumentFactory(key="2")], version=2)
    assert reader.search(QUERY).total == 2
    engine.rebuild([DocumentFactory(key=str(number)) for number in range(5)], version=3)
    assert reader.search(QUERY).total == 5


def test_reader_continues_after_a_switch(engine, directory, monkeypatch):
    before = engine.ensure()
    engine.rebuild([DocumentFactory(key="2")], version=2)
    reader = EmbeddedEngine(directory)
    of_disk = reader._generations.live
    names = iter([before])
    monkeypatch.setattr(reader._generations, "live", lambda: next(names, None) or of_disk())
    assert [hit.key for hit in reader.search(QUERY).hits] == ["2"]


def test_readers_are_answered_during_commits_and_rebuilds(engine, directory):
    """Three separate readers, like three processes, during forty commits and ten rebuilds."""
    stop_event = threading.Event()

    def read() -> set[int]:
        reader, totals = EmbeddedEngine(directory), set()
        while not stop_event.is_set():
            totals.add(reader.search(QUERY).total)
            reader.suggest("sou", audience=PUBLIC)
        return totals

    with ThreadPoolExecutor(3) as pool:
        readers = [pool.submit(read) for _ in range(3)]
        for version in range(2, 52):
            if version % 5:
                engine.index([DocumentFactory(key="2")], version=version)
            else:
                engine.rebuild([DocumentFactory(key="1")], version=version)
        stop_event.set()
    assert set().union(*(reader.result() for reader in readers)) <= {1, 2}
    assert engine.count() == 2


WRITER = """
import sys, time, tantivy
writer = tantivy.Index.open(sys.argv[1]).writer(15_000_000, 1)
print("writing", flush=True)
time.sleep(float(sys.argv[2]))
"""


def other_writer(path, seconds: float) -> subprocess.Popen:
    process = subprocess.Popen(  # noqa: S603 - our own interpreter on the text above
        [sys.executable, "-c", WRITER, str(path), str(seconds)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout.readline() == "writing\n"
    return process


def test_writer_waits_for_another_process(engine, directory):
    with other_writer(live_path(engine, directory), 0.3):
        engine.index([DocumentFactory(key="2")], version=2)
    assert engine.count() == 2


def test_writer_gives_up_after_a_while_and_readers_continue(engine, directory, monkeypatch):
    monkeypatch.setattr(embedded, "LOCK_PATIENCE", 0.2)
    with other_writer(live_path(engine, directory), 30) as process:
        with pytest.raises(EngineUnavailableError, match="un autre processus"):
            engine.index([DocumentFactory(key="2")], version=2)
        assert engine.count() == 1
        process.kill()


def test_killed_writer_leaves_no_lock(engine, directory):
    with other_writer(live_path(engine, directory), 30) as process:
        process.kill()
    engine.index([DocumentFactory(key="2")], version=2)
    assert engine.count() == 2


def test_writer_recovers_after_another_was_killed_during_its_commit(engine, directory, tmp_path):
    """The segments were written, but the file that lists them was not."""
    engine.rebuild([DocumentFactory(key="1"), DocumentFactory(key="2")], version=1)
    live, before = live_path(engine, directory), tmp_path / "before"
    shutil.copytree(live, before)
    engine.index([DocumentFactory(key="1", title="Tableur")], version=2)
    written_files = [path for path in live.iterdir() if path.suffix == ".del" or path.name == ".managed.json"]
    assert len(written_files) == 2
    for path in written_files:
        shutil.copy(path, before)
    shutil.rmtree(live)
    before.rename(live)
    engine.index([DocumentFactory(key="1", title="Tableur")], version=2)
    assert engine.search(SearchQuery("tableur", PUBLIC)).total == 1
