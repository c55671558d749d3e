"""Plaques: the sign at a member's door that says it belongs to the alliance.

A plaque is prepared under a serial, issued at an event, replaced by another or revoked; an organisation has one valid
plaque at most. Whoever reads the serial, or scans the code beside it, learns the name, the serial and the state, and
nothing else. A suspended member's plaque is revoked at once; when it is a member again, a new one is prepared.
"""
