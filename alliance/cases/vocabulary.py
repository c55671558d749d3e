"""The closed lists of a case: where it stands, what may be passed on, and the parts of a swindle."""

from ..foundation.kernel.words import N_, Labelled


class CaseState(Labelled):
    DRAFT = "draft", N_("Draft")
    SUBMITTED = "submitted", N_("Submitted")
    RETURNED = "returned", N_("Given back")
    REVIEWED = "reviewed", N_("Masked and reviewed")
    PUBLISHED = "published", N_("Published")
    WITHDRAWN = "withdrawn", N_("Withdrawn")
    SET_ASIDE = "set_aside", N_("Not taken up")


WITH_ITS_WRITER = frozenset({CaseState.DRAFT, CaseState.RETURNED})
AT_THE_CENTER = frozenset({CaseState.SUBMITTED, CaseState.REVIEWED, CaseState.PUBLISHED, CaseState.WITHDRAWN})


class EditionState(Labelled):
    PREPARED = "prepared", N_("Waits for its release")
    RELEASED = "released", N_("Released")
    SUPERSEDED = "superseded", N_("Replaced by a newer version")
    WITHDRAWN = "withdrawn", N_("Withdrawn")


class EditionKind(Labelled):
    """For whom the text is written: for members of the alliance, or for everybody."""

    MEMBERS = "members", N_("Members' edition")
    PUBLIC = "public", N_("Public edition")


class Tlp(Labelled):
    """Traffic Light Protocol 2.0 (FIRST, 2022): how far a reader may pass it on."""

    CLEAR = "clear", N_("TLP:CLEAR, anybody may know")
    GREEN = "green", N_("TLP:GREEN, within the alliance")
    AMBER = "amber", N_("TLP:AMBER, those addressed and partners who must know")
    AMBER_STRICT = "amber_strict", N_("TLP:AMBER+STRICT, only the organisations addressed")
    RED = "red", N_("TLP:RED, only the organisations named, never further")


OPEN_AMONG_MEMBERS = frozenset({Tlp.CLEAR, Tlp.GREEN, Tlp.AMBER})
"""What the district's sub-centers read of other districts too."""

KEPT_IN_THE_PORTAL = frozenset({Tlp.AMBER_STRICT, Tlp.RED})
"""What leaves the portal neither as a sheet nor as a bulletin."""


class Phase(Labelled):
    """The part of the swindle to which a step of the script belongs, in the order of time."""

    LURE = "lure", N_("Lure")
    TRUST = "trust", N_("Winning trust")
    INDUCE = "induce", N_("Inducement")
    TRANSFER = "transfer", N_("Transfer of money")
    LAUNDER = "launder", N_("Moving it on")


class HowFound(Labelled):
    """How it came to light."""

    VICTIM = "victim", N_("The victim reported it")
    BANK = "bank", N_("A bank or payment firm noticed")
    WARNING = "warning", N_("A warning of the center")
    FAMILY = "family", N_("Family or friends")
    MEMBER = "member", N_("Another member of the alliance")
    OTHER = "other", N_("Another way")


class IndicatorKind(Labelled):
    """What the swindlers used and others may meet again."""

    BANK_ACCOUNT = "bank_account", N_("Bank card or account")
    PHONE = "phone", N_("Telephone number")
    SERVICE = "service", N_("Number of a service (400, 95 …)")
    URL = "url", N_("Website or domain")
    APP = "app", N_("Fraudulent app")
    WECHAT = "wechat", N_("WeChat ID")
    QQ = "qq", N_("QQ number")
    SOCIAL = "social", N_("Another social account")
    WALLET = "wallet", N_("Wallet of a virtual currency")
    PARCEL = "parcel", N_("Parcel number")
    ID_CARD = "id_card", N_("Identity card")
    USCC = "uscc", N_("Company (unified social credit code)")
    PLATE = "plate", N_("Licence plate")
    IMEI = "imei", N_("Device (IMEI)")
    MERCHANT = "merchant", N_("Payment code or merchant number")


class Order(Labelled):
    """In which order the shelf shows what it found."""

    NEWEST = "", N_("Newest first")
    RELEVANT = "relevant", N_("Most relevant first")
