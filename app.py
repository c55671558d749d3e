"""The portal, for `flask` and for any WSGI server."""

from alliance import create_app

app = create_app()
