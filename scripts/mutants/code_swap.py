"""Break the code of a running process: live functions get the code of the changed module, templates their new text."""

import gc
from collections import defaultdict
from collections.abc import Iterable, Iterator
from inspect import CO_OPTIMIZED
from pathlib import Path
from types import CodeType, FunctionType

from django.template import engines
from django.template.loaders.filesystem import Loader

# File and code → the functions made of that code, under any name.
LiveFunctions = dict[tuple[str, CodeType], list[FunctionType]]


class NotSwappableError(Exception):
    """The change is outside the functions that live in this process: it would not take effect."""


def live_functions(folder: Path) -> LiveFunctions:
    """Return the functions of this process that come from a file of `folder`, decorated and nested ones included."""
    found: LiveFunctions = defaultdict(list)
    start = f"{folder}/"
    for each in gc.get_objects():
        if type(each) is FunctionType and each.__code__.co_filename.startswith(start):
            found[each.__code__.co_filename, each.__code__].append(each)
    return found


def swap_module(path: Path, before: str, after: str, functions: LiveFunctions) -> None:
    """Give the live functions of the module `path` their code as it is in the text `after`.

    Raises `NotSwappableError` if the change is not inside functions, or if none of them lives.
    """
    swapped = 0
    for old, new in changed_code(compile(before, str(path), "exec"), compile(after, str(path), "exec")):
        for function in functions.get((str(path), old), ()):
            function.__code__ = new
            swapped += 1
    if not swapped:
        raise NotSwappableError(path)


def changed_code(old: CodeType, new: CodeType) -> Iterator[tuple[CodeType, CodeType]]:
    """Yield the functions whose code differs, old and new, with those around them.

    Raises `NotSwappableError` if the body of the module or of a class differs in itself, or if a function uses other
    variables of the function around it.
    """
    if old == new:
        return
    is_function = old.co_flags & CO_OPTIMIZED
    if old.co_freevars != new.co_freevars or not (is_function or own_part(old) == own_part(new)):
        raise NotSwappableError(old.co_qualname)
    if is_function:
        yield old, new
    # A change may drop a small function: then the one around it is all there is to swap.
    if len(list(nested(old))) == len(list(nested(new))):
        for pair in zip(nested(old), nested(new), strict=True):
            yield from changed_code(*pair)


def nested(code: CodeType) -> Iterator[CodeType]:
    return (const for const in code.co_consts if isinstance(const, CodeType))


def own_part(code: CodeType) -> tuple:
    """Return what the code does itself, without the functions and classes that it makes."""
    return code.co_code, code.co_names, [const for const in code.co_consts if not isinstance(const, CodeType)]


def swap_template(path: Path, after: str) -> None:
    """Let the loaders of this process read `after` in place of the template `path`, now and later."""
    read = Loader.get_contents

    def changed(loader, origin) -> str:
        return after if origin.name == str(path) else read(loader, origin)

    Loader.get_contents = changed
    for loader in cached_loaders():
        forget(loader.get_template_cache, path)


def cached_loaders() -> Iterable:
    found = (loader for engine in engines.all() for loader in getattr(engine, "engine", engine).template_loaders)
    return [loader for loader in found if hasattr(loader, "get_template_cache")]


def forget(cache: dict, path: Path) -> None:
    for key, template in list(cache.items()):
        if getattr(getattr(template, "origin", None), "name", "") == str(path):
            del cache[key]
