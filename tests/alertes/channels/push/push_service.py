"""What the maker of a browser runs, on loopback over HTTPS: it takes pushes, and opens them as the browser would."""

import base64
import json
import ssl
import threading
import time
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path

import http_ece
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat


def as_text(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).decode().rstrip("=")


class PushService:
    """`status` is what it answers, after `seconds`; `taken` holds path, headers and body of each push."""

    def __init__(self, folder: Path) -> None:
        self.status, self.seconds = 201, 0.0
        self.taken: list[tuple[str, dict[str, str], bytes]] = []
        self.browser_key, self.secret = ec.generate_private_key(ec.SECP256R1()), b"0123456789abcdef"
        service = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                service.taken.append((self.path, dict(self.headers), body))
                time.sleep(service.seconds)
                with suppress(OSError):
                    self.send_response(service.status)
                    self.end_headers()

            def log_message(self, *args) -> None:
                """Keep quiet."""

        self.certificate = folder / "push.pem"
        self.certificate.write_bytes(own_certificate())
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.certificate)
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.server.socket = context.wrap_socket(self.server.socket, server_side=True)
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()

    @property
    def place(self) -> str:
        return f"127.0.0.1:{self.server.server_port}"

    def given(self, path: str = "/p/1") -> dict[str, str]:
        """Return what the browser gives to the page."""
        point = self.browser_key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        return {
            "endpoint": f"https://{self.place}{path}",
            "public_key": as_text(point),
            "auth_secret": as_text(self.secret),
        }

    def opened(self) -> list[dict[str, str]]:
        """Return what the browser reads."""
        return [
            json.loads(http_ece.decrypt(body, private_key=self.browser_key, auth_secret=self.secret))
            for _, _, body in self.taken
        ]

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()


def own_certificate() -> bytes:
    """Return a key and its certificate for 127.0.0.1, signed by itself."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=900))
        .not_valid_after(now + timedelta(days=900))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()) + certificate.public_bytes(Encoding.PEM)
