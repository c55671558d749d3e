"""The directory of members, and the page of each.

Anyone finds a member by alliance, matrix, sector or district, by its name, its short name or the first letters of its
pinyin. Its page brings together what the other features know of it: seats, plaque, contacts, timeline.
"""
