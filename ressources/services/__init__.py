"""What happens to a sheet, to the files that go with it, and to what readers make of it."""

from ressources.services.adapting import adapt, adapted_title, note_origin_seen, take_change
from ressources.services.attachments import PictureOfferedError, attach, detach, forget_files_under
from ressources.services.authors import add_coauthor, hand_over, remove_coauthor, take_over
from ressources.services.collections import (
    CollectionError,
    collect,
    collect_anew,
    copy_collection,
    create_collection,
    delete_collection,
    edit_collection,
    forget_deleted_collections,
    move_in_collection,
    restore_collection,
    share_collection,
    take_out,
    unshare_collection,
)
from ressources.services.deliveries import (
    AlreadyNotedError,
    change_delivery,
    mend_tallies,
    note_delivery,
    remove_delivery,
)
from ressources.services.duplicates import find_elsewhere, name_to_show, reuse
from ressources.services.feedback import (
    FeedbackError,
    answer_feedback,
    reopen_feedback,
    send_feedback,
    settle_feedback,
)
from ressources.services.freshness import choose_review_date, confirm_valid, remind_due
from ressources.services.group_sessions import AlreadyOpenError, open_sheet_session
from ressources.services.imports import open_import, read_imported
from ressources.services.kept_texts import (
    KeptTextError,
    begin_kept,
    efface_old_texts,
    forget_kept,
    keep,
    rewrite_kept,
    warn_of_old_texts,
)
from ressources.services.leaving import forget_name
from ressources.services.obsolescence import mark_obsolete, revive
from ressources.services.open_workshops import announce_workshop, cancel_workshop
from ressources.services.pictures import add_picture, describe_picture, move_picture, remove_picture
from ressources.services.places import AttachmentError
from ressources.services.reading import drop_favourite, keep_favourite, take_back_thanks, thank
from ressources.services.remarks import add_remark, answer_remark, mark_done, reopen_remark, withdraw_remark
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
from ressources.services.versions import name_version, restore_version

__all__ = [
    "AlreadyNotedError",
    "AlreadyOpenError",
    "AttachmentError",
    "CollectionError",
    "FeedbackError",
    "IncompleteSheetError",
    "KeptTextError",
    "PictureOfferedError",
    "SheetChangedError",
    "SheetError",
    "adapt",
    "adapted_title",
    "add_coauthor",
    "add_picture",
    "add_remark",
    "announce_workshop",
    "answer_feedback",
    "answer_remark",
    "ask_changes",
    "attach",
    "begin_kept",
    "cancel_workshop",
    "change_delivery",
    "choose_answer_date",
    "choose_review_date",
    "collect",
    "collect_anew",
    "confirm_valid",
    "copy_collection",
    "create_collection",
    "create_draft",
    "create_published",
    "delete_collection",
    "describe_picture",
    "detach",
    "draft_from_topic",
    "drop_favourite",
    "edit_collection",
    "efface_old_texts",
    "find_elsewhere",
    "forget_deleted_collections",
    "forget_files_under",
    "forget_kept",
    "forget_name",
    "free_word",
    "give_review",
    "hand_over",
    "keep",
    "keep_favourite",
    "leaves_out",
    "mark_done",
    "mark_obsolete",
    "mend_tallies",
    "merge_tags",
    "move_in_collection",
    "move_picture",
    "name_to_show",
    "name_version",
    "note_delivery",
    "note_origin_seen",
    "open_import",
    "open_sheet_session",
    "publish",
    "put_back_review",
    "read_imported",
    "remind_due",
    "remind_late",
    "remove_coauthor",
    "remove_delivery",
    "remove_picture",
    "reopen_feedback",
    "reopen_remark",
    "restore_collection",
    "restore_version",
    "reuse",
    "revive",
    "rewrite_kept",
    "save_draft",
    "save_united",
    "send_feedback",
    "settle_feedback",
    "share_collection",
    "submit",
    "take_back_thanks",
    "take_change",
    "take_out",
    "take_over",
    "take_review",
    "thank",
    "unshare_collection",
    "warn_of_old_texts",
    "withdraw",
    "withdraw_remark",
]
