"""Joint actions: what the center asks of many organisations at once, each with an assignment of its own.

An officer drafts an action, chooses whom it is for and launches it; every organisation of the audience gets an
assignment with a day to sign for it and a day to be done by. The organisation signs, accepts, asks back or declines,
tells its progress and reports with evidence; an officer who did not report verifies or gives back. Being late is a
matter of each organisation, and only the late one is chased. What an action comes from, an initiative's ask or the
stage of an operation, is a link, so that one mechanism serves them all.
"""
