"""The closed lists of operations: levels, where an operation, a stage and a hotspot stand, and how that looks."""

from ..foundation.kernel.words import N_, Labelled


class Level(Labelled):
    """Who leads an operation, the highest first: what belongs to an operation is never above it."""

    NATION = "nation", N_("National")
    PROVINCE = "province", N_("Provincial")
    CITY = "city", N_("Of the city")
    DISTRICT = "district", N_("Of a district")


RANKS = {level: rank for rank, level in enumerate(Level)}


class OperationState(Labelled):
    DRAFT = "draft", N_("Draft")
    RUNNING = "running", N_("Running")
    FINISHED = "finished", N_("Finished")
    CANCELLED = "cancelled", N_("Cancelled")


class StageState(Labelled):
    PLANNED = "planned", N_("Planned")
    OPEN = "open", N_("Under way")
    CLOSED = "closed", N_("Gate passed")


class HotspotState(Labelled):
    LISTED = "listed", N_("Listed")
    PROPOSED = "proposed", N_("Proposed for delisting")
    DELISTED = "delisted", N_("Delisted")


OPERATION_TONES = {
    OperationState.DRAFT: "grey",
    OperationState.RUNNING: "blue",
    OperationState.FINISHED: "green",
    OperationState.CANCELLED: "red",
}
STAGE_TONES = {StageState.PLANNED: "grey", StageState.OPEN: "blue", StageState.CLOSED: "green"}
HOTSPOT_TONES = {HotspotState.LISTED: "red", HotspotState.PROPOSED: "amber", HotspotState.DELISTED: "green"}
