"""The closed lists of volunteers: how they stand, what sorts of teams there are, how a membership stands."""

from ..foundation.kernel.words import N_, Labelled


class VolunteerState(Labelled):
    """Signed up: the letter has gone, nobody has followed its link yet."""

    SIGNED_UP = "signed_up", N_("Signed up, not confirmed yet")
    ACTIVE = "active", N_("Active volunteer")
    LEFT = "left", N_("No longer a volunteer")


class TeamKind(Labelled):
    ORGANISATION = "organisation", N_("Team of an organisation")
    SCHOOL_CLASS = "school_class", N_("School class")
    BLUE_VESTS = "blue_vests", N_("Blue vests")


class MembershipState(Labelled):
    ASKED = "asked", N_("Asks to join the team")
    IN = "in", N_("Belongs to the team")
    OUT = "out", N_("Does not belong to the team")
