"""What is done from a terminal: setting up, looking after, importing, sending."""

from ..foundation.web.portal import Portal
from . import care, doctor, running, sheets


def register(portal: Portal) -> None:
    for module in (care, doctor, running, sheets):
        for command in module.COMMANDS:
            portal.cli.add_command(command)
