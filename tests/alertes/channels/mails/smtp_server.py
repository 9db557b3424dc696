"""A mail server for tests, on this machine: real exchanges, with refusals or silences on demand."""

import socketserver
import threading

END = b"."


class Conversation(socketserver.StreamRequestHandler):
    """One connection. Responses configured in `answers` replace the usual ones."""

    def handle(self) -> None:
        self.server.connections += 1
        self.send(b"220 tests")
        for line in self.rfile:
            verb = line.strip().split(b" ")[0].split(b":")[0].upper().decode()
            if not self.reply(verb, line):
                return

    def reply(self, verb: str, line: bytes) -> bool:
        """Send the response; return False when the connection ends."""
        if verb == "QUIT":
            self.send(b"221 bye")
            return False
        if verb == "MAIL":
            self.server.senders.append(line.decode().partition("<")[2].partition(">")[0])
        if verb == "DATA":
            self.send(b"354 go on")
            message = b"".join(iter(self.read_line, END + b"\r\n"))
            return self.receive(message)
        self.send(self.server.answers.get(verb, b"250 ok"))
        return True

    def read_line(self) -> bytes:
        return self.rfile.readline()

    def receive(self, message: bytes) -> bool:
        """Accept the message, refuse it, or keep it and hang up without a response."""
        response = self.server.answers.get("DATA", b"250 ok")
        if response is None or response.startswith(b"250"):
            self.server.messages.append(message)
        if response is not None:
            self.send(response)
        return response is not None

    def send(self, response: bytes) -> None:
        self.wfile.write(response + b"\r\n")


class MailServer(socketserver.ThreadingTCPServer):
    """`answers` maps a command to its response, or to None to hang up after a message was accepted.

    `messages` and `senders`: what came, and the addresses of its envelopes.
    """

    allow_reuse_address = daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Conversation)
        self.answers: dict[str, bytes | None] = {}
        self.messages: list[bytes] = []
        self.senders: list[str] = []
        self.connections = 0
        self.thread = threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)

    @property
    def port(self) -> int:
        return self.server_address[1]

    def __enter__(self) -> "MailServer":
        self.thread.start()
        return self

    def __exit__(self, *_) -> None:
        self.shutdown()
        self.thread.join()
        self.server_close()
