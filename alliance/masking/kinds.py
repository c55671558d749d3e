"""The kinds of personal data that are masked."""

from ..foundation.kernel.words import N_, Labelled


class PersonalKind(Labelled):
    MOBILE = "mobile", N_("Mobile number")
    LANDLINE = "landline", N_("Landline number")
    ID_CARD = "id_card", N_("Identity card")
    BANK_CARD = "bank_card", N_("Bank card or account")
    PLATE = "plate", N_("Licence plate")
    WECHAT = "wechat", N_("WeChat ID")
    QQ = "qq", N_("QQ number")
    EMAIL = "email", N_("E-mail address")
    ADDRESS = "address", N_("Home address")
    NAME = "name", N_("Personal name")
