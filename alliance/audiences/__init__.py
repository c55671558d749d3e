"""Audiences: who may see a thing, and who is addressed by it.

An audience is chosen in plain words: everyone in an alliance, a matrix, a sector, a district, and single
organisations, with exceptions. Equal audiences are one, whatever uses them. Who belongs to one is read when it is
asked: a new member belongs at once, a suspended one no longer does. Before anything is sent, the page says which
organisations and how many people that means. The center keeps the ones that it uses often under a title.
"""
