"""Makes vectors.json: requests as a phone makes them, by Python's `cryptography` and `PyJWT`.

    python -m venv venv && venv/bin/pip install cryptography pyjwt
    venv/bin/python vectors.py > vectors.json

It needs `openssl` too, for the older ways to encrypt a key. Keys and secrets are for these tests only.
"""

import base64
import hashlib
import hmac
import json
import os
import subprocess

import jwt
from cryptography.hazmat.primitives import hashes, padding as blocks, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

PASSPHRASE = "correct horse bättery"
APP_SECRET = "5f4dcc3b5aa765d61d8327deb882cf99"
TOKEN = "token-4711"


def b64(data):
    return base64.b64encode(data).decode()


def pem(key, form):
    return key.private_bytes(
        serialization.Encoding.PEM, form, serialization.NoEncryption()
    ).decode()


def public_pem(key):
    return key.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    ).decode()


def openssl(key, *arguments):
    command = ["openssl", *arguments, "-passout", "pass:" + PASSPHRASE]
    return subprocess.run(command, input=key.encode(), capture_output=True, check=True).stdout.decode()


def oaep(algorithm):
    return padding.OAEP(padding.MGF1(algorithm()), algorithm(), None)


def seal(public, plain, iv=None, key=None, algorithm=hashes.SHA256):
    iv = os.urandom(16) if iv is None else iv
    key = os.urandom(16) if key is None else key
    data = AESGCM(key).encrypt(iv, plain, None)
    return data, public.encrypt(key, oaep(algorithm)), iv, key


def body(data, wrapped, iv):
    return json.dumps({
        "encrypted_flow_data": b64(data),
        "encrypted_aes_key": b64(wrapped),
        "initial_vector": b64(iv),
    })


def signature(text, secret=APP_SECRET):
    return "sha256=" + hmac.new(secret.encode(), text.encode(), hashlib.sha256).hexdigest()


def flip(data, bit):
    data = bytearray(data)
    data[bit // 8] ^= 1 << (bit % 8)
    return bytes(data)


PKCS8 = serialization.PrivateFormat.PKCS8
PKCS1 = serialization.PrivateFormat.TraditionalOpenSSL
private = rsa.generate_private_key(65537, 2048)
public = private.public_key()
other = rsa.generate_private_key(65537, 2048)
plain_pkcs8 = pem(private, PKCS8)
keys = {
    "pkcs8": plain_pkcs8,
    "pkcs1": pem(private, PKCS1),
    "pkcs8 aes": openssl(plain_pkcs8, "pkcs8", "-topk8", "-v2", "aes-256-cbc"),
    # As `openssl genrsa -des3` of OpenSSL 3 writes it, which Meta's guide asks for.
    "pkcs8 3des": openssl(plain_pkcs8, "pkcs8", "-topk8", "-v2", "des3"),
    # As OpenSSL 1.0 wrote it.
    "pkcs8 3des sha1": openssl(plain_pkcs8, "pkcs8", "-topk8", "-v2", "des3", "-v2prf", "hmacWithSHA1"),
    "pkcs8 scrypt": openssl(plain_pkcs8, "pkcs8", "-topk8", "-scrypt", "-scrypt_N", "1024"),
}
refused_keys = {
    # As `openssl genrsa -des3` of OpenSSL 1 and the key script of Meta's samples write it.
    "legacy 3des": openssl(plain_pkcs8, "rsa", "-traditional", "-des3"),
    "legacy aes": openssl(plain_pkcs8, "rsa", "-traditional", "-aes256"),
    "public": public_pem(private),
    "elliptic": pem(ec.generate_private_key(ec.SECP256R1()), PKCS8),
    "short": pem(rsa.generate_private_key(65537, 1024), PKCS8),
}

requests = []


def request(name, status, sealed, plain=None, **more):
    text = sealed if isinstance(sealed, str) else body(*sealed[:3])
    entry = {"name": name, "status": status, "body": text, "signature": signature(text)}
    if plain is not None:
        data, wrapped, iv, key = sealed
        answer = json.dumps({"screen": "TIME", "data": {"hint": "ünï " + name}}).encode()
        inverted = bytes(byte ^ 0xFF for byte in iv)
        entry["plain"] = plain.decode()
        entry["answer"] = answer.decode()
        entry["encrypted_answer"] = b64(AESGCM(key).encrypt(inverted, answer, None))
    requests.append(entry | more)


def message(**fields):
    return json.dumps({"version": "3.0", **fields}).encode()


ping = message(action="ping")
init = message(action="INIT", flow_token=TOKEN, screen="", data={})
exchange = message(
    action="data_exchange", flow_token=TOKEN, screen="DAY", data={"day": "2027-03-01", "note": "naïve 🙂"}
)
good = seal(public, exchange)
data, wrapped, iv, key = good
request("ping", 200, seal(public, ping), ping)
request("INIT", 200, seal(public, init), init)
back = message(action="BACK", flow_token=TOKEN, screen="TIME")
request("BACK", 200, seal(public, back), back)
request("data_exchange", 200, good, exchange)
notice = message(
    action="INIT", flow_token=TOKEN, data={"error": "invalid-screen-transition", "error_message": "DAY to END"}
)
request("error notice", 200, seal(public, notice), notice)
big = message(action="data_exchange", flow_token=TOKEN, screen="DAY", data={"text": "x" * 10_000})
sealed = seal(public, big)
request("10 kB", 200, sealed, big)
for name, vector in [("zeros", bytes(16)), ("ones", b"\xff" * 16), ("counter", b"\xff" * 12 + bytes(4))]:
    request("vector of " + name, 200, seal(public, ping, iv=vector), ping)

request("other key", 421, seal(other.public_key(), exchange))
request("SHA-1 in OAEP", 421, seal(public, exchange, algorithm=hashes.SHA1))
request("no OAEP", 421, (data, public.encrypt(key, padding.PKCS1v15()), iv))
request("AES-256", 421, seal(public, exchange, key=os.urandom(32)))
request("AES key of another request", 421, (data, seal(public, ping)[1], iv))
request("flipped data", 421, (flip(data, 3), wrapped, iv))
request("flipped tag", 421, (flip(data, len(data) * 8 - 1), wrapped, iv))
request("flipped key", 421, (data, flip(wrapped, 2000), iv))
request("flipped vector", 421, (data, wrapped, flip(iv, 127)))
request("cut tag", 421, (data[:-1], wrapped, iv))
request("no data", 421, (b"", wrapped, iv))
request("data shorter than a tag", 421, (data[:15], wrapped, iv))
request("short key", 421, (data, wrapped[:-1], iv))
request("long key", 421, (data, wrapped + b"\0", iv))
request("no key", 421, (data, b"", iv))
request("vector of 12 bytes", 400, (data, wrapped, iv[:12]))
request("vector of 17 bytes", 400, (data, wrapped, iv + b"\0"))
request("no vector", 400, (data, wrapped, b""))
request("no body", 400, "")
request("no object", 400, "[]")
request("other object", 400, '{"object": "whatsapp_business_account"}')
request("cut JSON", 400, body(data, wrapped, iv)[:-2])
request("base64 for URLs", 400, body(b"", b"", b"").replace('"initial_vector": ""', '"initial_vector": "-_-_-_-_-_-_-_-_-_-_-w=="'))
request("base64 without padding", 400, body(data, wrapped, iv).replace("==", ""))
request("base64 in lines", 400, body(data, wrapped, iv).replace("==", "\\n=="))
request("plain no JSON", 400, seal(public, b"not JSON"))
request("plain empty", 400, seal(public, b""))
request("plain not UTF-8", 400, seal(public, b'{"action": "ping\xff"}'))
request("unknown action", 400, seal(public, message(action="navigate", flow_token=TOKEN)))
request("data_exchange without screen", 400, seal(public, message(action="data_exchange", data={})))
request("data no object", 400, seal(public, message(action="INIT", data=[1])))
text = body(data, wrapped, iv)
request("no signature", 432, text, signature=None)
request("signature of another secret", 432, text, signature=signature(text, "x"))
request("signature of another body", 432, text, signature=signature(text + " "))
request("signature in SHA-1", 432, text, signature="sha1=" + hmac.new(APP_SECRET.encode(), text.encode(), hashlib.sha1).hexdigest())
request("signature without its name", 432, text, signature=signature(text)[7:])
request("signature cut", 432, text, signature=signature(text)[:-2])
request("signature in capitals", 200, text, signature="sha256=" + signature(text)[7:].upper())
request("bad signature of bad JSON", 432, "{", signature=signature("}"))


def token(claims, secret=APP_SECRET, algorithm="HS256", **more):
    return jwt.encode(claims, secret, algorithm=algorithm, **more)


def signed(name, status, token):
    fields = {"version": "4.0", "action": "INIT", "flow_token": TOKEN, "flow_token_signature": token}
    request(name, status, seal(public, json.dumps(fields).encode()))


NOW = 1_800_000_000
claims = {"flow_token": TOKEN, "iat": NOW}
signed("token", 200, token(claims))
signed("token without claims", 200, token({}))
signed("token that lasts", 200, token(claims | {"exp": NOW + 1}))
signed("token expired within the skew", 200, token(claims | {"exp": NOW - 59}))
signed("token expired", 432, token(claims | {"exp": NOW - 60}))
signed("token not yet good", 432, token(claims | {"nbf": NOW + 61}))
signed("token of another flow token", 432, token(claims | {"flow_token": "token-4712"}))
signed("token of another secret", 432, token(claims, "x" * 32))
signed("token HS512", 432, token(claims, algorithm="HS512"))
signed("token HS384", 432, token(claims, algorithm="HS384"))
signed("token none", 432, token(claims, None, "none"))
signed("token RS256", 432, token(claims, private, "RS256"))
parts = token(claims).split(".")
wrong_header = base64.urlsafe_b64encode(b'{"alg":"none"}').rstrip(b"=").decode() + "." + parts[1]
mac = hmac.new(APP_SECRET.encode(), wrong_header.encode(), hashlib.sha256).digest()
signed("token none with a right signature", 432, wrong_header + "." + base64.urlsafe_b64encode(mac).rstrip(b"=").decode())
signed("token with other claims", 432, parts[0] + "." + token({"flow_token": "x"}).split(".")[1] + "." + parts[2])
signed("token cut", 432, ".".join(parts[:2]))
signed("token with four parts", 432, ".".join(parts) + "." + parts[2])
signed("token empty", 432, "")
signed("token padded", 432, ".".join(parts) + "=")


def media(name, plain):
    key, mac, vector = os.urandom(32), os.urandom(32), os.urandom(16)
    pad = blocks.PKCS7(128).padder()
    encryptor = Cipher(algorithms.AES(key), modes.CBC(vector)).encryptor()
    encrypted = encryptor.update(pad.update(plain) + pad.finalize()) + encryptor.finalize()
    file = encrypted + hmac.new(mac, vector + encrypted, hashlib.sha256).digest()[:10]
    return {
        "name": name,
        "plain": b64(plain),
        "file": b64(file),
        "metadata": {
            "encrypted_hash": b64(hashlib.sha256(file).digest()),
            "iv": b64(vector),
            "encryption_key": b64(key),
            "hmac_key": b64(mac),
            "plaintext_hash": b64(hashlib.sha256(plain).digest()),
        },
    }


print(json.dumps({
    "passphrase": PASSPHRASE,
    "app_secret": APP_SECRET,
    "now": NOW,
    "public_key": public_pem(private),
    "keys": keys,
    "refused_keys": refused_keys,
    "requests": requests,
    "media": [media("empty", b""), media("a block", b"0123456789abcdef"), media("text", b"a photo\n" * 700)],
}, indent=1, ensure_ascii=False))
