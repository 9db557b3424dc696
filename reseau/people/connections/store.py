"""The store of sessions, named by `SESSION_ENGINE`: Django's, with a `Connection` as its row.

The row itself says until when it holds, so that a connection without anybody is closed for every page, whatever the
page does. `connection` is the row of this session once it was read, `lapsed` a row whose time is over.
"""

from collections.abc import Callable

from django.contrib.auth import BACKEND_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends import db

from reseau.people.connections.limits import CARD_BACKEND
from reseau.people.connections.models import Connection
from reseau.web.queries.compiled_query import CompiledQuery

CONNECTIONS = CompiledQuery(lambda key: Connection.objects.filter(session_key=key))


class SessionStore(db.SessionStore):
    def __init__(self, session_key: str | None = None) -> None:
        super().__init__(session_key)
        self.connection: Connection | None = None
        self.lapsed: Connection | None = None
        # Set by the middleware: the columns of a new connection that come from its request.
        self.read_origin: Callable[[], dict] = dict

    @classmethod
    def get_model_class(cls) -> type[Connection]:
        return Connection

    def _get_session_from_db(self) -> Connection | None:
        row = CONNECTIONS.row(key=self.session_key)
        if row is not None and row.holds:
            self.connection = row
            return row
        if row is not None and row.member_id:
            self.lapsed = row
        self._session_key = None
        return None

    def create_model_instance(self, data: dict) -> Connection:
        """Return the row to save: whoever logs in begins a new connection, whoever goes on keeps theirs."""
        row = Connection(session_key=self._get_or_create_session_key(), session_data=self.encode(data))
        if member := data.get(SESSION_KEY):
            row.member_id, row.by_card = int(member), data.get(BACKEND_SESSION_KEY) == CARD_BACKEND
            before = self.connection
            if before is not None and before.member_id == row.member_id:
                columns = {name: getattr(before, name) for name in ("browser", "computer_id", "started", "last_used")}
            else:
                columns = self.read_origin()
            for name, value in columns.items():
                setattr(row, name, value)
        row.expire_date = row.expiry if row.member_id else self.get_expiry_date()
        self.connection = row
        return row

    def flush(self) -> None:
        super().flush()
        self.connection = None
