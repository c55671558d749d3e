"""Shifts: the hours of an event for which volunteers sign up, never more of them than there are places.

Whoever keeps an event says who is needed when; anybody sees where places are free. A volunteer takes a place with one
press, unless she is too young, lacks a qualification or is somewhere else at that time. When all places are taken she
waits in her turn; a place that becomes free is offered to the first by letter, for some hours, then to the next. She
withdraws until an hour that everybody knows; later the coordinator is told. Nobody is ever assigned, nobody dropped
silently.
"""
