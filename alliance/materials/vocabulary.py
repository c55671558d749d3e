"""The closed lists of materials: of what kind one is, and where a version of it stands."""

from ..foundation.kernel.words import N_, Labelled


class MaterialKind(Labelled):
    LEAFLET = "leaflet", N_("Leaflet")
    POSTER = "poster", N_("Poster")
    BOARD = "board", N_("Display board")
    VIDEO = "video", N_("Video")
    ARTICLE = "article", N_("Article")
    GOODS = "goods", N_("Small goods")


class VersionState(Labelled):
    DRAFT = "draft", N_("Draft")
    PROPOSED = "proposed", N_("Waits for approval")
    APPROVED = "approved", N_("Approved")
    WITHDRAWN = "withdrawn", N_("Withdrawn")


UNFINISHED = (VersionState.DRAFT, VersionState.PROPOSED)
