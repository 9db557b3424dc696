"""What apps declare: values listed in the modules of their package `declarations`, one module for each reader.

An app says there what it offers to those that may not know it: kinds of event, dates of the agenda, sources of the
search, sections of the pages of others. Whoever reads names the module and the list: `declared("epm_sections",
"SECTIONS")`. It stands in this app because every other may import it.
"""

from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType
from typing import Any

from django.apps import apps
from django.utils.module_loading import module_has_submodule


@cache
def declared(module: str, values: str) -> tuple[Any, ...]:
    """Return what all apps list under the name `values` in their module `declarations.<module>`.

    In the order of `INSTALLED_APPS`, and of each list.
    """
    return tuple(value for each in declaring_modules(module) for value in getattr(each, values, ()))


def declaring_modules(module: str) -> Iterator[ModuleType]:
    """Yield that module of the package `declarations` of each app that has it."""
    for config in apps.get_app_configs():
        if module_has_submodule(config.module, f"declarations.{module}"):
            yield import_module(f"{config.name}.declarations.{module}")


def load_declarations() -> None:
    """Import all of them: a fault shows when the site starts, and the processes of a machine share what was read."""
    for config in apps.get_app_configs():
        if module_has_submodule(config.module, "declarations"):
            package = import_module(f"{config.name}.declarations")
            for found in iter_modules(package.__path__):
                import_module(f"{package.__name__}.{found.name}")
