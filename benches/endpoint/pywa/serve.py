"""A flow endpoint by pywa, on FastAPI and uvicorn. It prints its port."""

import os
import socket

import uvicorn
from answer import answer
from fastapi import FastAPI
from pywa_async import WhatsApp

app = FastAPI()
whatsapp = WhatsApp(
    server=app,
    verify_token="unused",
    validate_updates=False,
    business_private_key=os.environ["PRIVATE_KEY"],
)


@whatsapp.on_flow_request("/flow")
async def on_request(_, request):
    return answer(request)


listener = socket.create_server(("127.0.0.1", 0), backlog=1024)
print(listener.getsockname()[1], flush=True)
config = uvicorn.Config(app, loop="uvloop", http="httptools", log_level="warning", access_log=False)
uvicorn.Server(config).run(sockets=[listener])
