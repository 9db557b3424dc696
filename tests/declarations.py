"""What apps declare, for one test: `declare("topic_sections", SECTIONS=[section])` in place of what they do."""

from types import SimpleNamespace

import pytest

from jobs import declared as declarations


@pytest.fixture
def declare(monkeypatch):
    """`declare(module, **lists)`: let the apps list nothing else in that module of their `declarations`."""
    own_modules: dict[str, SimpleNamespace] = {}
    modules_of_apps = declarations.declaring_modules

    def modules_of_test(module: str):
        return [own_modules[module]] if module in own_modules else modules_of_apps(module)

    def put(module: str, **lists) -> None:
        own_modules[module] = SimpleNamespace(**lists)
        declarations.declared.cache_clear()

    monkeypatch.setattr(declarations, "declaring_modules", modules_of_test)
    yield put
    declarations.declared.cache_clear()
