"""Writes botocore_signatures.json: requests as botocore signs them.

The answers are kept in the repository, so the tests need no Python. This makes them anew:

    python3 botocore_signatures.py > botocore_signatures.json
"""

import json

from made_by_botocore import ACCESS_KEY, SECRET_KEY, TOKEN, write

from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials
from botocore.utils import percent_encode_sequence

AWS = "https://social-messaging.eu-west-1.amazonaws.com"
LOCAL = "http://127.0.0.1:49152"
WABA = "waba-0123456789abcdef0123456789abcdef"
FLOW_JSON = "eyJ2ZXJzaW9uIjoiNy4zIiwic2NyZWVucyI6W119"

CREATE = json.dumps(
    {"id": WABA, "flowName": "Termin für Zürich ☕", "categories": ["APPOINTMENT_BOOKING"],
     "flowJson": FLOW_JSON, "publish": False},
    ensure_ascii=False,
)

# name, region, endpoint, method, path, query, body, with token
CASES = [
    ("post create", "eu-west-1", AWS, "POST", "/v1/whatsapp/flow/create", [], CREATE, False),
    ("post create, session token", "eu-west-1", AWS, "POST", "/v1/whatsapp/flow/create", [], CREATE, True),
    ("post, port in host", "us-east-1", LOCAL, "POST", "/v1/whatsapp/flow/assets/update", [],
     json.dumps({"id": WABA, "flowId": "123", "flowJson": FLOW_JSON}), False),
    ("post, port in host, session token", "us-east-1", LOCAL, "POST", "/v1/whatsapp/flow/publish", [],
     json.dumps({"id": WABA, "flowId": "123"}), True),
    ("post, the scheme's own port", "us-east-1", "https://example.com:443", "POST",
     "/v1/whatsapp/flow/publish", [], "{}", False),
    ("get without a query", "us-gov-west-1", "https://social-messaging.us-gov-west-1.amazonaws.com",
     "GET", "/v1/whatsapp/waba/list", [], "", False),
    ("get, plain", "eu-west-1", AWS, "GET", "/v1/whatsapp/flow",
     [("id", WABA), ("flowId", "1234567890")], "", False),
    ("get, an opaque page token", "eu-west-1", AWS, "GET", "/v1/whatsapp/flow/list",
     [("id", WABA), ("nextToken", "AAECAwQ+/aBcD==/x+y="), ("maxResults", "100")], "", True),
    ("get, an ARN", "eu-west-1", AWS, "GET", "/v1/whatsapp/waba/details",
     [("id", "arn:aws:social-messaging:eu-west-1:123456789012:waba/0123456789abcdef")], "", False),
    ("get, space and percent", "eu-west-1", AWS, "GET", "/v1/whatsapp/flow",
     [("id", "waba-a b  c"), ("flowId", "100%25 %2F%")], "", False),
    ("get, delimiters", "eu-west-1", AWS, "GET", "/v1/whatsapp/flow",
     [("id", "waba-?&=#;,:@!$'()*[]{}|\\^`\"<>"), ("flowId", "~-_.")], "", False),
    ("get, unicode", "eu-west-1", AWS, "GET", "/v1/whatsapp/flow",
     [("id", "waba-ñ☕🍵é"), ("flowId", "١٢٣")], "", False),
    ("get, control characters", "eu-west-1", AWS, "GET", "/v1/whatsapp/flow",
     [("id", "waba-\t\n\r\x00\x7f"), ("flowId", "1")], "", False),
    ("get, an empty value", "eu-west-1", AWS, "GET", "/v1/whatsapp/flow",
     [("id", ""), ("flowId", "1")], "", False),
    ("get, port in host", "eu-west-1", LOCAL, "GET", "/v1/whatsapp/flow/assets",
     [("id", WABA), ("flowId", "1"), ("nextToken", "a+b/c=")], "", False),
    ("delete", "eu-west-1", AWS, "DELETE", "/v1/whatsapp/flow",
     [("id", WABA), ("flowId", "1234567890")], "", False),
    ("delete, awkward, session token", "ap-southeast-7", LOCAL, "DELETE", "/v1/whatsapp/flow",
     [("flowId", "1 +/=%"), ("id", "waba-ü &")], "", True),
]


def sign(name, region, endpoint, method, path, query, body, with_token):
    url = endpoint + path
    if query:
        url += "?" + percent_encode_sequence(query)
    headers = {"Content-Type": "application/json"} if method == "POST" else {}
    request = AWSRequest(method=method, url=url, headers=headers, data=body.encode())
    credentials = Credentials(ACCESS_KEY, SECRET_KEY, TOKEN if with_token else None)
    SigV4Auth(credentials, "social-messaging", region).add_auth(request)
    return {
        "name": name,
        "region": region,
        "method": method,
        "endpoint": endpoint,
        "path": path,
        "query": query,
        "body": body,
        "session_token": TOKEN if with_token else None,
        "url": url,
        "authorization": request.headers["Authorization"],
    }


write([sign(*case) for case in CASES])
