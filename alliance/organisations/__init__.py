"""The organisations that take part in the alliance.

An organisation is admitted, keeps its own page and contacts up to date, and may be suspended, come back, leave, or be
merged into another. Its names have dates, so that what was written about it stays true. Who reads what of it: everybody
sees that it is a member; members see each other's contacts; the center sees all.
"""
