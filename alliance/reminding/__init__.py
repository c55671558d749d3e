"""Reminding by the calendar: whoever has an assignment is reminded before its days and after them, by itself.

First the liaison, then the deputy, then the leader in charge, at last the officer who answers for the action: each step
once for a day that was set, and none any more as soon as the organisation has done its part. When a step is taken and
whom it reaches is data, which an administrator changes from a day on. Letters go out on working days and outside of the
quiet hours; what is urgent, at any hour. What follows by the center's own hand is supervision.
"""
