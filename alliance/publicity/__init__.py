"""Publicity events: the launch with its formations, a lecture in a village, a fair in a square.

A member or the center drafts an event and sends it in; the center approves it, gives it back with words or declines it
with a reason. From its approval on it stands in the calendar, which everybody reads, also as a feed in a calendar of
one's own; it is opened to those who take part, takes place, is held and summed up, or is
cancelled, and whoever is concerned is told.
Its programme says who holds it, which formations stand in which order, and who operates which numbered point; on the
day a point tells how it stands and how many people came. Afterwards it is told what was reached, by which organisation,
and what the media published.
"""
