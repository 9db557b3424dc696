"""The memory of kept pages: bounded, the least read one leaves first."""

from django.http import HttpResponse

from extranet.operations.public_cache.page_store import AROUND, KeptPage, PageStore, kept_page


def page(text: str = "Bonjour", *, version: int = 1) -> KeptPage:
    return kept_page(HttpResponse(text), version=version, made=0, until=60)


def test_least_read_page_leaves_first():
    store = PageStore(3 * page().size)
    for key in "abc":
        store.put(key, page())
    store.get("a")

    store.put("d", page())

    assert [key for key in "abcd" if store.get(key)] == ["a", "c", "d"]
    assert (len(store), store.size) == (3, 3 * page().size)


def test_newer_page_takes_the_place_of_the_former():
    store = PageStore(10_000)
    store.put("a", page("un"))
    store.put("a", page("deux", version=2))

    assert (len(store), store.size, store.get("a").version) == (1, page("deux").size, 2)


def test_page_larger_than_the_memory_is_not_kept():
    store = PageStore(AROUND)
    store.put("a", page())

    assert (len(store), store.size) == (0, 0)


def test_page_holds_for_its_version_and_its_time():
    kept = page(version=7)

    assert [kept.holds(7, 0), kept.holds(7, 59.9), kept.holds(7, 60), kept.holds(8, 1), kept.holds(7, -1)] == [
        True, True, False, False, False,
    ]  # fmt: skip
    assert not page(version=None).holds(None, 1)


def test_same_text_has_the_same_mark_whatever_its_version():
    assert page(version=1).headers["ETag"] == page(version=2).headers["ETag"] != page("Au revoir").headers["ETag"]


def test_policy_of_its_own_is_left():
    response = HttpResponse("Bonjour", headers={"Cache-Control": "public, max-age=300"})

    assert kept_page(response, version=1, made=0, until=1).headers["Cache-Control"] == "public, max-age=300"
