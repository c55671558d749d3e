"""Pure Python: who acts, when, under which identity, what may be refused, how a thing moves."""
