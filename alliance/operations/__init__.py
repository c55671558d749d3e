"""Special operations: what the city does together from one day to another, stage by stage.

An officer gives an operation its name, kind, level and document, says from when to when it runs and whom it is for, and
puts its stages in order; days inside may be entered later. A stage closes only when every mandatory joint action that
belongs to it is done, or an officer says why one need not be. Villages and streets where much happens are listed as
hotspots: somebody is stationed there and writes a log each day, and two officers take a hotspot off the list again.
A drill is marked everywhere and stands in no count.
"""
