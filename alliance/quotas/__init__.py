"""Quotas: so many places of a shift kept for an organisation, which its liaison fills by name.

Whoever keeps an event keeps places for a member until an hour. The member types a list of names and addresses, or
sends it as a sheet; as many as there are places are asked by letter whether they come, the others wait in the order of
the list. Nobody comes by being named: everybody says so herself, as a volunteer. At the hour, what nobody has taken is
everybody's again.
"""
