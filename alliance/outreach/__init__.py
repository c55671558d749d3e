"""Everyday publicity: what each member does against fraud month by month, and how many it reaches.

A member tells once a month, for each channel, how many were reached and how they were counted, with a link or files as
proof. The form begins with what was told last. A second report for the same month is a correction: both figures stay,
with who told them and when. The center and the districts see the totals by month, alliance and channel, each report
counted once; a member sees its own. Near the end of a month its liaison is asked, where nothing was told.
"""
