"""The roster: the published list of members that was read out at the launch, and every version of it since.

An officer draws up a draft: today's seats of the standing members, one line each, in the words of today. A second
officer approves it; then it is published under the next number and never changes again. What happens to a member later
does not touch it, so version 1 stays citable after version 2. Two versions can be laid side by side.
"""
