"""Volunteers: people who help of their own free will, what they are trained for, and the teams to which they belong.

Somebody signs up in four fields and follows the link of a letter; who has an account already gets one more hat. A
volunteer sees and corrects what is kept, takes it along, and leaves at any time: then name, phone, address and birth
are erased at once. Organisations, school classes and the center have teams; a volunteer asks to join, a coordinator or
the liaison takes in. The center and liaisons confirm what somebody is trained for. Nobody is ever assigned.
"""
