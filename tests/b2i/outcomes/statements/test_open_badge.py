"""Tests of Open Badges, verified with public data by another library."""

import base64
import gzip
import json

import pytest
from joserfc import jwt
from joserfc.errors import BadSignatureError, InvalidKeyIdError
from joserfc.jwk import KeySet
from openbadgeslib.ob3.signer import OB3Signer
from openbadgeslib.ob3.verifier import OB3Verifier

from b2i.outcomes.enums import StatementShownName
from b2i.outcomes.statements.badge_key import badge_key, create_badge_key
from b2i.outcomes.statements.models import Statement
from b2i.outcomes.statements.open_badge import credential_of, signed_badge
from b2i.outcomes.statements.public_keys import replace_badge_key
from b2i.outcomes.statements.services import choose_shown_name, issue_statement, revoke_statement
from tests.b2i.validation_builder import validate_skills

pytestmark = [
    pytest.mark.django_db,
    # RFC 9864 prefers « Ed25519 », but badge readers know « EdDSA ».
    pytest.mark.filterwarnings("ignore:EdDSA is deprecated"),
]


@pytest.fixture(autouse=True)
def _own_key(settings, tmp_path):
    settings.BADGE_KEY_FILE = tmp_path / "keys" / "badges.pem"
    settings.ORIGIN = "https://extranet.example.org"


@pytest.fixture
def statement(record, animator):
    validate_skills(record, "D1.1", "D2.3")
    return reread(issue_statement(record=record, by=animator))


def reread(statement) -> Statement:
    return Statement.objects.with_record().get(pk=statement.pk)


def public_keys(client) -> KeySet:
    return KeySet.import_key_set(client.get("/b2i/badges/cles.json").json())


def verified_claims(client, token: str) -> dict:
    """Return the claims of `token`, verified by joserfc with the public keys."""
    return jwt.decode(token, public_keys(client), algorithms=["EdDSA"]).claims


def bits_of(encoded: str) -> bytes:
    """Decode a W3C Bitstring Status List: multibase « u », base64url, gzip."""
    assert encoded[0] == "u"
    return gzip.decompress(base64.urlsafe_b64decode(encoded[1:] + "=" * (-len(encoded[1:]) % 4)))


def is_revoked(client, claims: dict) -> bool:
    """Follow `credentialStatus` as a verifier does."""
    status = claims["credentialStatus"]
    path = status["statusListCredential"].removeprefix("https://extranet.example.org")
    list_claims = verified_claims(client, client.get(path).content.decode())
    assert list_claims["id"] == status["statusListCredential"]
    assert list_claims["credentialSubject"]["statusPurpose"] == status["statusPurpose"] == "revocation"
    bits, place = bits_of(list_claims["credentialSubject"]["encodedList"]), int(status["statusListIndex"])
    return bool(bits[place // 8] & (0x80 >> (place % 8)))


def test_other_library_verifies_badge_with_public_key(client, statement):
    claims = verified_claims(client, signed_badge(statement))
    assert claims["type"] == ["VerifiableCredential", "OpenBadgeCredential"]
    assert claims["iss"] == claims["issuer"]["id"] == "did:web:extranet.example.org:b2i:badges"
    assert claims["jti"] == f"urn:uuid:{statement.badge_id}"
    targets = claims["credentialSubject"]["achievement"]["alignment"]
    assert [target["targetCode"] for target in targets] == ["D1.1", "D2.3"]
    assert "seul le recteur la délivre" in claims["credentialSubject"]["achievement"]["description"]


def test_badge_library_verifies_badge_from_did(client, statement):
    def download(url: str) -> bytes:
        assert url == "https://extranet.example.org/b2i/badges/did.json"
        return client.get("/b2i/badges/did.json").content

    token = signed_badge(statement)
    verifier = OB3Verifier.for_issuer_did("did:web:extranet.example.org:b2i:badges", download=download)
    assert verifier.verify(token).id == f"urn:uuid:{statement.badge_id}"


def former_badge(statement) -> str:
    """Return a badge as it was signed before tokens named their key."""
    return OB3Signer(badge_key(), "EdDSA").sign(credential_of(statement))


@pytest.mark.parametrize("sign", [signed_badge, former_badge])
def test_badge_of_a_replaced_key_verifies_with_public_data(client, statement, sign):
    token = sign(statement)
    replace_badge_key()
    newer = signed_badge(statement)

    def download(url: str) -> bytes:
        return client.get(url.removeprefix("https://extranet.example.org")).content

    did = "did:web:extranet.example.org:b2i:badges"
    identifiers = [OB3Verifier.for_issuer_did(did, download=download).verify(badge).id for badge in (token, newer)]
    assert identifiers == [f"urn:uuid:{statement.badge_id}"] * 2
    assert verified_claims(client, newer)["jti"] == identifiers[0]
    replace_badge_key(is_stolen=True)
    with pytest.raises(InvalidKeyIdError):
        verified_claims(client, newer)


@pytest.mark.parametrize("part", [1, 2])
def test_altered_badge_is_refused(client, statement, part):
    pieces = signed_badge(statement).split(".")
    if part == 1:
        claims = json.loads(base64.urlsafe_b64decode(pieces[1] + "=" * (-len(pieces[1]) % 4)))
        claims["credentialSubject"]["achievement"]["alignment"][0]["targetCode"] = "D5.3"
        pieces[1] = base64.urlsafe_b64encode(json.dumps(claims).encode()).decode().rstrip("=")
    else:
        pieces[2] = ("A" if pieces[2][0] != "A" else "B") + pieces[2][1:]
    with pytest.raises(BadSignatureError):
        verified_claims(client, ".".join(pieces))


@pytest.mark.parametrize(("sign", "refusal"), [(signed_badge, InvalidKeyIdError), (former_badge, BadSignatureError)])
def test_badge_signed_with_other_key_is_refused(client, statement, settings, tmp_path, sign, refusal):
    settings.BADGE_KEY_FILE = tmp_path / "another.pem"
    create_badge_key(settings.BADGE_KEY_FILE)
    token = sign(statement)
    settings.BADGE_KEY_FILE = tmp_path / "keys" / "badges.pem"
    with pytest.raises(refusal):
        verified_claims(client, token)


def test_revoked_badge_is_listed_and_others_are_not(client, statement, record, animator):
    validate_skills(record, "D3.1")
    other_statement = reread(issue_statement(record=record, by=animator))
    claims, other_claims = (
        verified_claims(client, signed_badge(badge_statement)) for badge_statement in (statement, other_statement)
    )
    assert (is_revoked(client, claims), is_revoked(client, other_claims)) == (False, False)
    revoke_statement(statement=statement, reason="Erreur", by=animator)
    assert (is_revoked(client, claims), is_revoked(client, other_claims)) == (True, False)


@pytest.mark.parametrize(
    ("shows", "shown_name"),
    [
        (StatementShownName.NOTHING, None),
        (StatementShownName.INITIALS, "J. D."),
        (StatementShownName.FULL, "Jeanne Delpech"),
    ],
)
def test_badge_shows_what_holder_allows(statement, shows, shown_name):
    choose_shown_name(statement=statement, shows=shows)
    credential = credential_of(statement).to_vc()
    (identifier,) = credential["credentialSubject"]["identifier"]
    assert (identifier["identityHash"] if identifier["identityType"] == "name" else None) == shown_name
    hidden_words = {"Jeanne", "Delpech", statement.learner.card_number, statement.number} - set(
        (shown_name or "").split()
    )
    text = json.dumps(credential, ensure_ascii=False)
    assert [word for word in hidden_words if word in text] == []


def test_issuer_profile_is_public(client):
    profile = client.get("/b2i/badges/emetteur.json").json()
    assert (profile["type"], profile["id"]) == (["Profile"], "did:web:extranet.example.org:b2i:badges")
    assert client.get("/b2i/badges/cles.json").headers["Cache-Control"] == "public, max-age=86400"


def test_revocation_list_has_constant_size(client, statement, animator, django_assert_num_queries):
    def length() -> int:
        with django_assert_num_queries(1):
            token = client.get("/b2i/badges/revocations.jwt").content.decode()
        return len(bits_of(verified_claims(client, token)["credentialSubject"]["encodedList"]))

    initial_length = length()
    revoke_statement(statement=statement, reason="Erreur", by=animator)
    assert initial_length == length() == 16_384
