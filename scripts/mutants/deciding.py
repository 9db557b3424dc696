"""The part of the code that decides: who may, who sees, who gets a place or a mail, what is masked."""

import re
from fnmatch import fnmatch
from pathlib import Path

from scripts.layout import modules

# Modules that decide as a whole.
MODULES = (
    "*/services.py",
    "*/services/*.py",
    "*/permissions.py",
    "*/audience.py",
    "*/access.py",
    "*/queries.py",
    "*/notices.py",
    "*/waiting_list.py",
    "alertes/channels/mails/*.py",
    "b2i/people/anonymity.py",
    "b2i/people/card_locks/*.py",
    "audit/append_only.py",
    "b2i/backends.py",
    "b2i/outcomes/figures/*.py",
    "b2i/privacy/retention/*.py",
    "b2i/records/sensitive_words.py",
    "extranet/access/accounts/*.py",
    "extranet/access/middleware.py",
    "formation/proof/evaluation/results.py",
    "formation/proof/retention/*.py",
    "ressources/review/adaptations/name_erasure.py",
    "search/questions/journal/tallies.py",
)
NOT_DECIDING = ("*/urls.py", "*/forms.py", "extranet/demo/*")
# Elsewhere: predicates, and the verbs of a QuerySet.
PREDICATES = ("is_*", "may_*", "has_*", "can_*", "must_*", "visible_to", "*_required")
CLASSES = ("*QuerySet", "*Manager")
NAMES = re.compile(r"\b(?:class|def) (\w+)")


def deciding_modules(root: Path) -> list[Path]:
    """Return the modules in which something decides, as paths relative to `root`, in order."""
    found = [path.relative_to(root) for path in modules().values() if path.name != "__init__.py"]
    return sorted(
        path
        for path in found
        if not matches(path, NOT_DECIDING)
        and any(decides(path, name) for name in NAMES.findall((root / path).read_text(encoding="utf-8")))
    )


def matches(path: Path | str, patterns: tuple[str, ...]) -> bool:
    return any(fnmatch(str(path), pattern) for pattern in patterns)


def decides(path: Path, scope: str) -> bool:
    """Whether the function `scope` (« EnrolmentQuerySet.visible_to ») of the module `path` decides."""
    names = scope.split(".")
    return matches(path, MODULES) or matches(names[-1], PREDICATES) or any(matches(name, CLASSES) for name in names)
