"""The working calendar: which days are worked, in which hours, and when nobody is to be disturbed.

The state publishes its days off and make-up workdays (调休) for each year; an administrator says where it is otherwise
here, and keeps the office hours. Limits in working days and working hours are counted by it. A limit that was set stays
as it was set; what is counted from day to day, reminders and the ladder, follows the calendar as it is.
"""
