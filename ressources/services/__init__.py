"""What happens to a sheet and to the files that go with it."""

from ressources.services.attachments import AttachmentError, attach, detach, forget_files_under
from ressources.services.authors import add_coauthor, hand_over, remove_coauthor, take_over
from ressources.services.freshness import choose_review_date, confirm_valid, remind_due
from ressources.services.obsolescence import mark_obsolete, revive
from ressources.services.review import choose_answer_date, give_review, put_back_review, remind_late, take_review
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
from ressources.services.tags import free_word, merge_tags
from ressources.services.topics import draft_from_topic

__all__ = [
    "AttachmentError",
    "IncompleteSheetError",
    "SheetChangedError",
    "SheetError",
    "add_coauthor",
    "ask_changes",
    "attach",
    "choose_answer_date",
    "choose_review_date",
    "confirm_valid",
    "create_draft",
    "create_published",
    "detach",
    "draft_from_topic",
    "forget_files_under",
    "free_word",
    "give_review",
    "hand_over",
    "mark_obsolete",
    "merge_tags",
    "publish",
    "put_back_review",
    "remind_due",
    "remind_late",
    "remove_coauthor",
    "revive",
    "save_draft",
    "submit",
    "take_over",
    "take_review",
    "withdraw",
]
