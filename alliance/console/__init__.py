"""What is done from a terminal: setting up, looking after, importing, sending."""

from importlib import import_module

from click import Command, Context
from flask.cli import AppGroup

from ..foundation.web.portal import Portal

MODULES = (
    "backups",
    "care",
    "demonstrating",
    "doctor",
    "files",
    "running",
    "sheets",
    "shifts",
    "summaries",
    "volunteers",
)


class Commands(AppGroup):
    """Those of all modules, loaded when the first is asked for: who serves pages needs none, nor the demonstration."""

    loaded = False

    def _load(self) -> None:
        names, self.loaded = () if self.loaded else MODULES, True
        for name in names:
            for command in import_module(f"{__name__}.{name}").COMMANDS:
                self.add_command(command)

    def list_commands(self, ctx: Context) -> list[str]:
        self._load()
        return super().list_commands(ctx)

    def get_command(self, ctx: Context, cmd_name: str) -> Command | None:
        self._load()
        return super().get_command(ctx, cmd_name)


def register(portal: Portal) -> None:
    portal.cli = Commands(portal.cli.name)
