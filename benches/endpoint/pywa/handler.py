"""A flow endpoint by pywa, as a handler of AWS Lambda behind a function URL."""

import json
import os

from answer import answer
from pywa import WhatsApp

whatsapp = WhatsApp(
    server=None,
    verify_token="unused",
    validate_updates=False,
    business_private_key=os.environ["PRIVATE_KEY"],
)
endpoint = whatsapp.get_flow_request_handler("/flow", lambda _, request: answer(request))


def handle(event, _):
    body, status = endpoint.handle(json.loads(event["body"]))
    return {"statusCode": status, "headers": {"content-type": "text/plain"}, "body": body}
