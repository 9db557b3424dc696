"""Search for a person in all that the site keeps: every column of every table, the index, every file."""

import json
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from django.conf import settings
from django.db import connection
from pypdf import PdfReader

from reseau.people.connections.models import Connection
from reseau.people.connections.store import SessionStore
from reseau.texts.accent_folding import fold
from search.engines.choice import get_engine

PDF = b"%PDF-"


def tables_with(*words: str) -> set[str]:
    """Return the tables of the database in which a value, whatever its type, holds one of `words`."""
    found = {table for table in connection.introspection.table_names() if _holds(_values_of(table), words)}
    if _holds((json.dumps(SessionStore().decode(row.session_data)) for row in Connection.objects.all()), words):
        found.add(Connection._meta.db_table)
    return found


def files_with(*words: str) -> set[str]:
    """Return the files of the site whose name or content holds one of `words`, by folder."""
    folders = settings.MEDIA_ROOT, settings.SEARCH_JOURNAL_DIR
    return {
        f"{path.relative_to(folder).parts[0]} in {Path(folder).name}"
        for folder in folders
        for path in Path(folder).rglob("*")
        if path.is_file() and _holds([str(path), *_texts(path.read_bytes())], words)
    }


def documents_with(*words: str) -> set[str]:
    """Return the words that the engine of the search has met, in a text of any audience."""
    engine = get_engine()
    documents = {f"{kind}:{key}" for kind in engine.count_by_kind() for key in engine.keys(kind)}
    stored = {
        path.name
        for path in Path(settings.SEARCH_INDEX_DIR).rglob("*")
        if path.is_file() and _holds([path.read_bytes().decode(errors="replace")], words)
    }
    return stored | {document for document in documents if _holds([document], words)}


def _values_of(table: str) -> Iterator[str]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 - a name from the database itself
        for row in cursor:
            yield from (str(value) for value in row if value is not None)


def _texts(content: bytes) -> Iterator[str]:
    """Yield the text of a file, of the entries of an archive, of the pages of a PDF."""
    if content.startswith(PDF):
        yield from (page.extract_text() for page in PdfReader(BytesIO(content)).pages)
        return
    try:
        with ZipFile(BytesIO(content)) as archive:
            for name in archive.namelist():
                yield name
                yield from _texts(archive.read(name))
    except BadZipFile:
        yield content.decode(errors="replace")


def _holds(texts, words: tuple[str, ...]) -> bool:
    folded_words = [fold(word) for word in words]
    return any(word in text for text in map(fold, texts) for word in folded_words)
