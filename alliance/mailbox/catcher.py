"""A mail server for one machine: every letter becomes a file."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from aiosmtpd.smtp import SMTP, Envelope, Session

LETTERS_KEPT = 200


class _Keep:
    def __init__(self, folder: Path) -> None:
        self.folder = folder

    async def handle_DATA(self, _server: "SMTP", _session: "Session", envelope: "Envelope") -> str:
        newest = max((int(file.stem) for file in self.folder.glob("*.eml")), default=0)
        (self.folder / f"{newest + 1:06d}.eml").write_bytes(bytes(envelope.original_content or b""))
        for old in sorted(self.folder.glob("*.eml"))[:-LETTERS_KEPT]:
            old.unlink()
        return "250 kept"


def folder_of(instance: Path) -> Path:
    return instance / "mail"


def start(instance: Path) -> tuple[Any, str]:
    """Start catching into the instance's folder; returns the running server and its smtp:// address."""
    from aiosmtpd.controller import Controller

    folder = folder_of(instance)
    folder.mkdir(parents=True, exist_ok=True)
    server = Controller(_Keep(folder), hostname="127.0.0.1", port=_free_port())
    server.start()
    return server, f"smtp://127.0.0.1:{server.port}"


def _free_port() -> int:
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
