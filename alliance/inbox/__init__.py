"""The inbox: the letters that somebody got, in the portal, so that nobody who reads no mail misses one.

What belongs to one thing stands together, the newest first, each with the reason why one gets it. Whoever opens the
page of a thing has read what was written about it; what one does not want to open is marked as read, one thing or all
that a filter shows. Letters stay for half a year. Those that hold a secret go by mail only.
"""
