"""Folders of the embedded index: one is live, the others are removed."""

import pytest
import tantivy

from search.engines.generations import Generations


@pytest.fixture
def generations(tmp_path):
    return Generations(tmp_path)


def live(generations: Generations) -> str:
    name = generations.create()
    generations.switch_to(name)
    return name


def folders(tmp_path) -> list[str]:
    return [path.name for path in tmp_path.iterdir() if path.is_dir()]


def test_switch_removes_the_others(generations, tmp_path):
    live(generations)
    (tmp_path / "gone-1").mkdir()  # left by a killed process
    name = live(generations)
    assert folders(tmp_path) == [name]


def test_writer_still_at_work_leaves_nothing_behind(generations, tmp_path):
    index = tantivy.Index(tantivy.SchemaBuilder().build(), str(generations.path(live(generations))))
    writer = index.writer(15_000_000, 1)
    new = live(generations)
    writer.add_document(tantivy.Document())
    with pytest.raises(ValueError, match="No such file"):
        writer.commit()
    writer.wait_merging_threads()
    assert folders(tmp_path) == [new]


def test_folder_already_removed_is_ignored(generations, tmp_path):
    name = live(generations)
    generations.discard("format0-unknown")
    assert folders(tmp_path) == [name]
