"""Writes botocore_kms.json: requests to AWS KMS as botocore makes and signs them.

The answers are kept in the repository, so the tests need no Python. This makes them anew:

    python3 botocore_kms.py > botocore_kms.json
"""

from made_by_botocore import ACCESS_KEY, SECRET_KEY, TOKEN, write

import botocore.session
from botocore.awsrequest import AWSResponse

ARN = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
CIPHERTEXT = bytes(range(256))

# name, region, operation, input, with token
CASES = [
    ("decrypt", "eu-west-1", "decrypt",
     {"CiphertextBlob": CIPHERTEXT, "KeyId": ARN, "EncryptionAlgorithm": "RSAES_OAEP_SHA_256"}, False),
    ("decrypt, alias, session token", "us-gov-west-1", "decrypt",
     {"CiphertextBlob": CIPHERTEXT, "KeyId": "alias/flows", "EncryptionAlgorithm": "RSAES_OAEP_SHA_256"}, True),
    ("public key", "eu-west-1", "get_public_key", {"KeyId": ARN}, False),
]


def request(name, region, operation, arguments, with_token):
    seen = []

    def keep(request, **_):
        seen.append(request)
        return AWSResponse(request.url, 200, {}, None)

    client = botocore.session.get_session().create_client(
        "kms", region_name=region, aws_access_key_id=ACCESS_KEY, aws_secret_access_key=SECRET_KEY,
        aws_session_token=TOKEN if with_token else None,
    )
    client.meta.events.register("before-send.kms", keep)
    try:
        getattr(client, operation)(**arguments)
    except Exception:
        pass  # The answer is empty.
    sent = seen[0]
    text = lambda value: value.decode() if isinstance(value, bytes) else value
    return {
        "name": name,
        "region": region,
        "session_token": TOKEN if with_token else None,
        "method": sent.method,
        "url": sent.url,
        "content_type": text(sent.headers["Content-Type"]),
        "target": text(sent.headers["X-Amz-Target"]),
        "body": text(sent.body),
        "authorization": text(sent.headers["Authorization"]),
    }


write([request(*case) for case in CASES])
