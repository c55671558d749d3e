"""Supervision: what the center does where an organisation is late or falls short, step by step, until it is mended.

A reminder comes first, then a notice, a numbered letter, an interview and listed supervision; the ladder says after how
many working days, and no step is skipped. Every measure names what it rests on; the grave ones need a second person,
and some ask for an answer by a day. What is found wrong is listed as a problem: the organisation names who is
responsible and what it will do, mends it, and two officers who did not mend it check it and write it off. When an
assignment is done, waived or recalled, what was open about it is lifted by the portal itself.
"""
