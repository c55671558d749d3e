"""The mailbox of a portal that has no mail server yet.

On a newcomer's own machine letters would go nowhere, and no invitation could be followed. So the portal catches them
itself, on loopback, and shows them on a page. It opens only where both the portal and its address are on loopback; a
portal that others can reach has a mail server instead.
"""
