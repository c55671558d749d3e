"""The center administrator's own desk: how the portal runs, and the lists that everything else is chosen from.

The worker says every few seconds that it is alive, and looks every few minutes at what takes time to look at: the
disks, the last backup, the certificate, the fonts, the scanner. What it finds is kept in rows; the page reads them,
judges each in plain words, and names the one next step. Letters that were given up are in the journal, accounts with
the people; from here one finds them.
"""
