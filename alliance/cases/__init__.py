"""Typical cases: shared safely, found at once, learned from.

A member writes down a fraud case that it met, and submits it. What is personal in it is masked as it is written; the
original stays sealed. An officer of the center looks at it, gives it back or prepares an edition: the words, the
audience and the mark (TLP) under which others read it. A second person releases the edition; readers meet editions
only, never the case behind them. A members' edition and a public edition are separate texts with separate releases; a
corrected one takes the place of the one before, and a withdrawn one says so.
"""
