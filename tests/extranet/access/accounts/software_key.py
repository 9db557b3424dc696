"""A software passkey: builds the responses that a browser would post, with a real key pair and real signatures."""

import json
import re
from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData, CollectedClientData

FLAG = AuthenticatorData.FLAG


def options_in(response) -> dict:
    """Return the options that the page passes to the browser."""
    [data] = re.findall(r'<script id="passkey-data" type="application/json">(.*?)</script>', response.text)
    [options] = json.loads(data).values()
    return options["publicKey"]


class SoftwareKey:
    """Respond like a device that verified its owner by finger or code, unless `verified` is false."""

    def __init__(self, host: str = "localhost", *, verified: bool = True):
        self.host = host
        self.credential_id = b"une-cle-en-logiciel"
        self.private = ec.generate_private_key(ec.SECP256R1())
        self.flags = FLAG.UP | FLAG.UV if verified else FLAG.UP
        self.user_handle = ""

    def _client_data(self, kind: str, challenge: str) -> CollectedClientData:
        return CollectedClientData.create(kind, challenge, f"http://{self.host}")

    def _authenticator_data(self, flags: int, credential: bytes = b"") -> AuthenticatorData:
        return AuthenticatorData.create(sha256(self.host.encode()).digest(), flags, 0, credential)

    def _answer(self, response: dict, **extra_fields) -> str:
        identifier = websafe_encode(self.credential_id)
        response = {name: websafe_encode(value) for name, value in response.items()}
        return json.dumps(
            {"id": identifier, "rawId": identifier, "type": "public-key", "response": response, **extra_fields}
        )

    def register(self, options: dict) -> str:
        self.user_handle = options["user"]["id"]
        public = ES256.from_cryptography_key(self.private.public_key())
        credential = AttestedCredentialData.create(bytes(16), self.credential_id, public)
        data = self._authenticator_data(self.flags | FLAG.AT, credential)
        return self._answer(
            {
                "clientDataJSON": self._client_data("webauthn.create", options["challenge"]),
                "attestationObject": AttestationObject.create("none", data, {}),
            },
            clientExtensionResults={"credProps": {"rk": True}},
        )

    def sign(self, options: dict) -> str:
        data, client_data = (
            self._authenticator_data(self.flags),
            self._client_data("webauthn.get", options["challenge"]),
        )
        signature = self.private.sign(data + sha256(client_data).digest(), ec.ECDSA(SHA256()))
        credential_data = json.loads(
            self._answer({"clientDataJSON": client_data, "authenticatorData": data, "signature": signature})
        )
        credential_data["response"]["userHandle"] = self.user_handle
        return json.dumps(credential_data | {"clientExtensionResults": {}})
