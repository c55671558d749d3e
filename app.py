"""The portal, for `flask` and for any WSGI server."""

import gc

gc.disable()  # what starts stays: a quarter of the start went into looking for garbage among it

from alliance import create_app  # noqa: E402 - after this

app = create_app()
gc.enable()
