"""Cover (顶班): a volunteer who cannot come passes her place on, so that nobody has to be phoned around.

She names somebody with whom she has agreed, or lets the portal ask a few whom the shift fits, whoever was asked longest
ago first. Until somebody takes the place she keeps it and still comes; whoever answers first has it. Whoever keeps the
event lets the portal ask for a free place in the same way. Nobody must answer, and who was asked nobody else learns.
"""
