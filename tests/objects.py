"""An S3-compatible service on this machine, and a wire to it that breaks."""

import logging
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count
from math import inf
from select import select
from urllib.parse import urlsplit

import boto3
import requests
from moto.server import ThreadedMotoServer

from alliance.config_values import Bucket

KEYS = {"AWS_ACCESS_KEY_ID": "portal", "AWS_SECRET_ACCESS_KEY": "only the tests know it"}
PIECE = 64 * 1024
_numbers = count(1)


class Service:
    """`endpoint`: its address. What lies in it is gone when it stops."""

    def __init__(self) -> None:
        logging.getLogger("werkzeug").setLevel(logging.ERROR)
        self._server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
        self._server.start()
        host, port = self._server.get_host_and_port()
        self.endpoint = f"http://{host}:{port}"

    @property
    def client(self) -> "boto3.client":
        """The service as its keeper sees it."""
        keys = {"aws_access_key_id": "keeper", "aws_secret_access_key": "keeper", "region_name": "us-east-1"}
        return boto3.client("s3", endpoint_url=self.endpoint, **keys)

    def bucket(self, prefix: str = "") -> Bucket:
        name = f"files-{next(_numbers)}"
        self.client.create_bucket(Bucket=name)
        return Bucket(name, prefix, self.endpoint)

    @contextmanager
    def refusing(self) -> Iterator[None]:
        """Keys that the service has not given are refused from now on."""
        requests.post(f"{self.endpoint}/moto-api/reset-auth", b"0", timeout=10).raise_for_status()
        try:
            yield
        finally:
            requests.post(f"{self.endpoint}/moto-api/reset-auth", b"inf", timeout=10).raise_for_status()

    def stop(self) -> None:
        self._server.stop()


@contextmanager
def breaking(endpoint: str, *, sent: float = inf, received: float = inf) -> Iterator[str]:
    """The address of a wire to `endpoint` that breaks for good once so many bytes went over it one way."""
    parts = urlsplit(endpoint)
    left = {"sent": sent, "received": received}
    with socket.create_server(("127.0.0.1", 0)) as door:

        def carry() -> None:
            with suppress(OSError):  # the door is shut
                while True:
                    here, _ = door.accept()
                    with here, socket.create_connection((str(parts.hostname), int(parts.port or 0))) as there:
                        _carry(here, there, left)

        carrier = threading.Thread(target=carry)
        carrier.start()
        try:
            yield f"http://127.0.0.1:{door.getsockname()[1]}"
        finally:
            door.shutdown(socket.SHUT_RDWR)
            carrier.join()


def _carry(here: socket.socket, there: socket.socket, left: dict[str, float]) -> None:
    """Until one side has nothing more to say, or the wire breaks."""
    while min(left.values()) > 0:
        for end in select([here, there], [], [])[0]:
            other, way = (there, "sent") if end is here else (here, "received")
            piece = end.recv(PIECE)
            if not piece:
                return
            other.sendall(piece)
            left[way] -= len(piece)
