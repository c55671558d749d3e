"""What happened, and who is told.

Every command records an event. The journal keeps it as an entry bound to the one before, so that nobody can quietly
alter the past. Whoever must be told gets a letter, written in the same transaction: either both exist or neither.
`flask deliver` sends the letters; `flask journal verify` checks the chain.
"""
