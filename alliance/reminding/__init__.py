"""Reminding by the calendar: whoever has something to do by a day is reminded before it and after it, by itself.

Of an assignment first the liaison, then the deputy, then the leader in charge, at last the officer who answers for the
action; of an answer to supervision and of a problem in fewer steps; of an initiative and of what was pledged to it only
the liaison, for it is a call and no order. Each step is taken once for a day that was set, and none any more as soon as
the organisation has done its part; a letter that has not gone by then does not go. When a step is taken and whom it
reaches is data, which an administrator changes from a day on. Letters go out on working days and outside of the quiet
hours; what is urgent, at any hour. What follows by the center's own hand is supervision.
"""
