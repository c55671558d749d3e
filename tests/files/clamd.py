"""A clamd that says what a test wants it to say, on a real socket."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

SICK = b"X5O!P%@AP a test of scanners"
Answer = Callable[[bytes], bytes | None]


def honest(content: bytes) -> bytes:
    return b"stream: Eicar-Test-Signature FOUND\0" if SICK in content else b"stream: OK\0"


@contextmanager
def clamd(answer: Answer = honest, path: Path | None = None) -> Iterator[str]:
    """The address of a scanner; `answer` takes the content of INSTREAM and gives what is sent back, None for silence
    until the other side hangs up."""
    family = socket.AF_UNIX if path else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as door:
        door.bind(str(path) if path else ("127.0.0.1", 0))
        door.listen()
        thread = threading.Thread(target=_serve, args=(door, answer), daemon=True)
        thread.start()
        yield f"unix:{path}" if path else f"tcp://127.0.0.1:{door.getsockname()[1]}"
        door.shutdown(socket.SHUT_RDWR)
    thread.join()


def _serve(door: socket.socket, answer: Answer) -> None:
    while True:
        try:
            connection, _ = door.accept()
        except OSError:
            return
        with connection, connection.makefile("rb") as said:
            _converse(connection, said, answer)


def _converse(connection: socket.socket, said, answer: Answer) -> None:
    command = b""
    while not command.endswith(b"\0"):
        command += said.read(1)
    reply = b"PONG\0" if command == b"zPING\0" else answer(_content(said))
    try:
        if reply is None:
            said.read()
        else:
            connection.sendall(reply)
    except OSError:
        connection.close()


def _content(said) -> bytes:
    pieces = []
    while length := int.from_bytes(said.read(4)):
        pieces.append(said.read(length))
    return b"".join(pieces)
