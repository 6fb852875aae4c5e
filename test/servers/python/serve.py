"""Runs a server for the tests: on a free port of loopback, and on a clock that only they move."""

import json
import socket
import sys
import threading
import time

import time_machine
import uvicorn


def serve(app):
    """Serves an ASGI application until standard input ends. Each of its lines moves the clock."""
    listener = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(app, access_log=False, lifespan="off", log_level="warning")
    server = uvicorn.Server(config)
    threading.Thread(target=_obey, args=[server], daemon=True).start()
    _tell(url=f"http://127.0.0.1:{listener.getsockname()[1]}")
    server.run(sockets=[listener])


def _obey(server):
    clock = time_machine.travel(time.time(), tick=True).start()
    for line in sys.stdin:
        seconds = json.loads(line)["advance"]
        clock.shift(seconds)
        _tell(advanced=seconds)
    server.should_exit = True


def _tell(**message):
    print(json.dumps(message), flush=True)
