"""Backups: a folder each, with the database, the contents of attached files, and a manifest that says what is in it.

A backup is taken while the portal runs and shows one moment: every file that its database names is in it. It is made
under another name and renamed when it is whole and on the disk. It is restored into an empty place only, brought to the
newest schema, and compared with what its manifest says. The secret key is not in it: keep that in another place.
"""
