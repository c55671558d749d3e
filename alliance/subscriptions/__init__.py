"""Which letters go to whom by mail, and how often: as a person, or an organisation for its people, has chosen.

All lies in the inbox at any rate. By mail it comes at once, every morning or every Monday in one letter, or not at all.
What is duty can be bundled, but not silenced; what is urgent waits for nobody. At night all is quiet, unless one wants
it otherwise. Whoever gets what is no duty stops it by one click in the letter.
"""
