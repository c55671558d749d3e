"""Certificates (志愿服务记录证明): what a volunteer can show of hours that both sides have confirmed.

A volunteer asks for one for a period, free of charge, and takes it along as a document with a code. Behind the code
everybody sees a partial name, the hours and whether it is valid, and nothing else; each look is counted. The rule says
how many minutes it takes; a new rule is a new row. A correction that brings the hours below the rule revokes the
certificate. Of whoever has left no name is shown any more; the hours were done and stay true.
"""
