"""Bots: an organisation lets the portal speak in a group of 企业微信, 钉钉 or 飞书, or to a system of its own.

Of each act a group is told one sentence and where to read on, however many of its people get a letter about it: what
stands in a letter is for its addressee alone, and a group has more readers (see `saying`). The letters go out as ever.
What a group cannot be told goes to the organisation's contacts and liaisons by letter; a bot that is refused for good
is stopped, and they are told why.
"""
