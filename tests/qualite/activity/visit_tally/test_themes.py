"""Themes of accompaniments, read from the pinned vocabulary."""

import hashlib

from qualite.activity.visit_tally.models import HalfDayTally
from qualite.activity.visit_tally.themes import CODE_LENGTH, VOCABULARY, label_of, themes

CHECKSUM = "ed6d93718615ce4339e4470047183e8b1b2edb70f64effbe3cfacfb6b6c8ee22"


def test_vocabulary_is_the_pinned_file_to_the_byte():
    assert hashlib.sha256(VOCABULARY.read_bytes()).hexdigest() == CHECKSUM


def test_each_theme_has_a_code_of_its_own_that_the_database_holds():
    codes = [theme.code for theme in themes()]

    assert (len(codes), len(set(codes))) == (19, 19)
    assert max(map(len, codes)) <= CODE_LENGTH
    assert HalfDayTally._meta.get_field("subject").max_length == CODE_LENGTH


def test_theme_that_the_file_lost_keeps_its_code():
    assert (label_of("sante"), label_of("telegraphe")) == ("Santé", "telegraphe")
