"""Publicity materials: what the alliance hands out, puts up, plays and links to, in versions.

The center writes a material or a member proposes one; a second person of the center approves it. Whoever may read it
finds it by its kind, its fraud types and its words. Each member takes a short link and a code of its own: how often
they are opened is counted by organisation and day, and nothing else is. A version that is withdrawn says so at its
link, and names the newer one.
"""
