"""Initiatives: what the center calls on its members to do, and what each of them pledges.

An officer drafts an initiative with its asks, sees who will get it, and issues it; every organisation of the audience
is told. The organisation reads it and answers clause by clause: it pledges what it takes on, with figures and words
of its own, signed by name and office, or declines with a reason. Later it tells what is done, and an officer who did
not tell it confirms. The pledge wall shows who pledged what, names only with consent; an ask can become a joint action.
"""
