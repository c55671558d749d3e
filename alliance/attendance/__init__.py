"""Attendance: who of the volunteers was there, from when until when, and which hours both sides confirm.

At the venue hangs a code that changes every minute. A volunteer scans it with any scanner, or types its six digits on
the page of the own shift, and says that one is there; when leaving, the same again. Whoever keeps the event has the
list of every shift and notes arrivals there, without a network too: what is tapped waits on the phone and is sent
later, once. What could not be taken (not signed up, another point, another day) is kept with its reason until
somebody settles it. Hours run from coming to leaving; the volunteer and whoever keeps the event confirm them, each by
an act of their own. A corrected figure stands beside the earlier one and is confirmed anew.
"""
