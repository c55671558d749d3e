"""The public front page with the board, and each role's desk: what waits for me.

It also holds the frame of every page: who is signed in, where one can go, which language and type size are wanted.
"""
