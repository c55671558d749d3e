"""The roster by Excel: a spreadsheet of members goes in, and nothing is written before somebody confirms.

The center downloads the template, fills it in and uploads it. Every row is checked and gets one verdict: new,
changed, same or faulty; a fault names its row, its column and the reason. The faulty file comes back with its cells
marked. What is confirmed is taken over, checked once more against the members of that moment: in one transaction, and
where it is long by the worker, ten rows in each. Only the center sees the uploaded sheets.
"""
