"""An old site goes on by its migrations alone: its rows stay, its tables become those of a new site."""

from tests.extranet.operations.first_start.database_contents import rows, schema


def test_site_of_the_squashed_migrations_becomes_one_of_today(python, manage):
    python("old", "-m", "tests.extranet.operations.first_start.old_site")
    old = manage("old", "migrate", "--verbosity=0")
    made = manage("made", "prepare", "tables")

    kept = {table: [dict(row) for row in found] for table, found in rows(old).items()}
    assert schema(old) == schema(made)
    assert [row["email"] for row in kept["reseau_member"]] == ["camille@example.org"]
    assert [row["insee_code"] for row in kept["reseau_commune"]] == ["46128"]
    assert [len(kept[table]) for table in ("reseau_position", "forums_post")] == [1, 1]
    # What the steps in between made of it: the tags of a topic became rows.
    assert len(kept["forums_topictag"]) == 1
