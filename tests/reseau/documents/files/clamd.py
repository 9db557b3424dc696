"""A minimal antivirus on this machine, which speaks the protocol of ClamAV's daemon and knows one virus."""

import socketserver
import struct
import threading
from contextlib import contextmanager
from pathlib import Path

# In two pieces, so that real antivirus software ignores these tests.
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
VIRUS = "Win.Test.EICAR_HDB-1"


class Clamd(socketserver.BaseRequestHandler):
    def handle(self) -> None:
        stream = self.request.makefile("rb")
        command = stream.readline()
        if command == b"nPING\n":
            self.request.sendall(b"PONG\n")
        elif command == b"nINSTREAM\n":
            content = b"".join(self.pieces(stream))
            self.server.received_files.append(content)
            self.request.sendall(self.server.answer or (b"stream: %s\n" % self.verdict(content)))

    def pieces(self, stream):
        while size := struct.unpack(">I", stream.read(4))[0]:
            yield stream.read(size)

    def verdict(self, content: bytes) -> bytes:
        return f"{VIRUS} FOUND".encode() if EICAR in content else b"OK"


class PortServer(socketserver.ThreadingTCPServer):
    allow_reuse_address = daemon_threads = True


class SocketServer(socketserver.ThreadingUnixStreamServer):
    daemon_threads = True


@contextmanager
def running(*, socket: Path | None = None, answer: bytes = b""):
    """Yield the daemon: its `url`, the files that it received (`received_files`); `answer` replaces every verdict."""
    server = SocketServer(str(socket), Clamd) if socket else PortServer(("127.0.0.1", 0), Clamd)
    server.received_files, server.answer = [], answer
    server.url = f"unix://{socket}" if socket else f"tcp://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
