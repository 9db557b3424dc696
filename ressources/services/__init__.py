"""What happens to a sheet and to the files that go with it."""

from ressources.services.sheets import (
    IncompleteSheetError,
    SheetChangedError,
    SheetError,
    ask_changes,
    create_draft,
    create_published,
    publish,
    save_draft,
    submit,
    withdraw,
)

__all__ = [
    "IncompleteSheetError",
    "SheetChangedError",
    "SheetError",
    "ask_changes",
    "create_draft",
    "create_published",
    "publish",
    "save_draft",
    "submit",
    "withdraw",
]
