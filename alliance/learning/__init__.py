"""Learning from a case: who has read it, what readers say of it, and what is taken along.

An organisation that reads an edition leaves a mark, and signs for it (签收) where it wants the center to know.
Readers comment, to all other readers or only to whoever wrote the case and to the center, and say whether it was
useful. Whoever follows a fraud type or a victim group gets a letter when such an edition is released to them; whoever
read an edition that is replaced or withdrawn is told. A case becomes a bulletin (典型案例通报), a leaflet, or three
lines to pass on.
"""
