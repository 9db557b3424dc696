"""A mail server for tests, on this machine: real exchanges, with refusals or silences on demand."""

import socketserver
import threading

END = b"."


class Conversation(socketserver.StreamRequestHandler):
    """One connection. Responses configured in `answers` replace the usual ones."""

    def handle(self) -> None:
        self.server.connections += 1
        self.say(b"220 tests")
        for line in self.rfile:
            verb = line.strip().split(b" ")[0].split(b":")[0].upper().decode()
            if not self.reply(verb, line):
                return

    def reply(self, verb: str, line: bytes) -> bool:
        """Send the response; return False when the connection ends."""
        if verb == "QUIT":
            self.say(b"221 bye")
            return False
        if verb == "DATA":
            self.say(b"354 go on")
            message = b"".join(iter(self.read_line, END + b"\r\n"))
            return self.take(message)
        self.say(self.server.answers.get(verb, b"250 ok"))
        return True

    def read_line(self) -> bytes:
        return self.rfile.readline()

    def take(self, message: bytes) -> bool:
        """Accept the message, refuse it, or keep it and hang up without a response."""
        answer = self.server.answers.get("DATA", b"250 ok")
        if answer is None or answer.startswith(b"250"):
            self.server.messages.append(message)
        if answer is not None:
            self.say(answer)
        return answer is not None

    def say(self, answer: bytes) -> None:
        self.wfile.write(answer + b"\r\n")


class MailServer(socketserver.ThreadingTCPServer):
    """`answers` maps a command to its response, or to None to hang up after a message was accepted."""

    allow_reuse_address = daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Conversation)
        self.answers: dict[str, bytes | None] = {}
        self.messages: list[bytes] = []
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
