"""Work that takes longer than a page can wait: a long list as a sheet, an import, the plaques of all members.

Whoever asks for it gets a page that shows how far it is, may close it, may cancel it, and finds a letter in the inbox
at the end. The worker does it, under the very office in which it was asked for: what that office may no longer do when
its turn comes is not done, and what was made is handed out only while the same rights hold. Nobody else sees it.
"""
