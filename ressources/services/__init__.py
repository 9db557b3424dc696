"""What happens to a sheet and to the files that go with it."""

from ressources.services.attachments import PictureOfferedError, attach, detach, forget_files_under
from ressources.services.authors import add_coauthor, hand_over, remove_coauthor, take_over
from ressources.services.duplicates import find_elsewhere, name_to_show, reuse
from ressources.services.freshness import choose_review_date, confirm_valid, remind_due
from ressources.services.kept_texts import (
    KeptTextError,
    begin_kept,
    efface_old_texts,
    forget_kept,
    keep,
    rewrite_kept,
    warn_of_old_texts,
)
from ressources.services.obsolescence import mark_obsolete, revive
from ressources.services.pictures import add_picture, describe_picture, move_picture, remove_picture
from ressources.services.places import AttachmentError
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
from ressources.services.union import leaves_out, save_united

__all__ = [
    "AttachmentError",
    "IncompleteSheetError",
    "KeptTextError",
    "PictureOfferedError",
    "SheetChangedError",
    "SheetError",
    "add_coauthor",
    "add_picture",
    "ask_changes",
    "attach",
    "begin_kept",
    "choose_answer_date",
    "choose_review_date",
    "confirm_valid",
    "create_draft",
    "create_published",
    "describe_picture",
    "detach",
    "draft_from_topic",
    "efface_old_texts",
    "find_elsewhere",
    "forget_files_under",
    "forget_kept",
    "free_word",
    "give_review",
    "hand_over",
    "keep",
    "leaves_out",
    "mark_obsolete",
    "merge_tags",
    "move_picture",
    "name_to_show",
    "publish",
    "put_back_review",
    "remind_due",
    "remind_late",
    "remove_coauthor",
    "remove_picture",
    "reuse",
    "revive",
    "rewrite_kept",
    "save_draft",
    "save_united",
    "submit",
    "take_over",
    "take_review",
    "warn_of_old_texts",
    "withdraw",
]
