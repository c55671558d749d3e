"""Masking: personal data is caught at the door.

Whoever writes about a fraud pastes what lies before them: telephone numbers, cards, names, addresses. This feature
finds such values in a text, says of each which kind it is, and shows the form in which others may read it. Numbers
that are nobody's own (hotlines, amounts, dates, orders) and people who are anonymous already (刘先生, 张某) stay as
they are. The same engine marks a text while it is typed and masks it wherever it is shown. It keeps nothing.
"""
