"""What is done from a terminal: setting up, looking after, importing, sending."""

from ..foundation.web.portal import Portal
from . import backups, care, demonstrating, doctor, files, running, sheets, shifts, summaries, volunteers


def register(portal: Portal) -> None:
    for module in (backups, care, demonstrating, doctor, files, running, sheets, shifts, summaries, volunteers):
        for command in module.COMMANDS:
            portal.cli.add_command(command)
