"""The matrix: seven alliances that combine into three matrices.

An organisation sits in one or more alliances, as lead or member; each seat serves one or more matrices, because of what
the organisation can do or the places it has. The board shows all of it as one picture, with a way into every cell.
Alliances and matrices are data: an eighth is added on a page.
"""
