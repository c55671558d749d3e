"""Once a day, whoever answers for actions and initiatives is told what came in: receipts, progress, pledges.

What waits for a decision is told at once, by a letter of its own. What waits for nothing would be five thousand letters
after a launch to five thousand; so it is counted, and comes as one letter in the morning.
"""
