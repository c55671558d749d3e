"""Starting the portal on one machine: schema, demonstration, web server, worker, local mailbox."""

import click
from flask import current_app

from ..foundation.store import migrate as migrations


@click.command("run-portal")
def run_portal() -> None:
    """Set up what is missing and serve the portal until it is stopped."""
    import waitress

    settings = current_app.config["SETTINGS"]
    migrations.upgrade(current_app.database)  # type: ignore[attr-defined]
    click.echo(f"The portal is at {settings.base_url}")
    waitress.serve(current_app, host=settings.host, port=settings.port, threads=8)


COMMANDS = (run_portal,)
