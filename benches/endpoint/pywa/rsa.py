"""How long it takes to decrypt the AES key of a request, as pywa does it, in microseconds of CPU time."""

import os
import time

from cryptography.hazmat.primitives.asymmetric.padding import MGF1, OAEP
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_pem_private_key

key = load_pem_private_key(os.environ["PRIVATE_KEY"].encode(), None)
encrypted = bytes.fromhex(os.environ["ENCRYPTED_AES_KEY"])
ROUNDS = 1000
start = time.process_time()
for _ in range(ROUNDS):
    key.decrypt(encrypted, OAEP(MGF1(SHA256()), SHA256(), None))
print((time.process_time() - start) * 1e6 / ROUNDS)
