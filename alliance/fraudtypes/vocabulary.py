"""What a case says of its victim and of the way in: closed lists whose labels sit with the member.

Who is taken in, as the ministry and the prosecutors name the groups in their circulars; the bands of age in which the
ministry publishes its figures (2024: 18 to 40, 41 to 65); where the victim was found, and what was used to talk.
Names of apps change weekly and are free text of the case; these kinds do not.
"""

from ..foundation.kernel.words import N_, Labelled


class VictimGroup(Labelled):
    """易受骗群体: a case may name several."""

    STUDENT = "student", N_("Students")
    LOW_INCOME = "low_income", N_("People with low income")
    UNEMPLOYED = "unemployed", N_("People without work")
    SINGLE_WITH_ASSETS = "single_with_assets", N_("Singles with income and assets")
    INVESTOR = "investor", N_("People keen on investment")
    GAMER_YOUTH = "gamer_youth", N_("Young people who play online")
    MINOR = "minor", N_("Minors")
    ELDER = "elder", N_("Elderly people")
    STAY_HOME_MOTHER = "stay_home_mother", N_("Mothers at home")
    FINANCE_STAFF = "finance_staff", N_("Finance staff of companies")
    MERCHANT = "merchant", N_("Merchants")
    ONLINE_SHOPPER = "online_shopper", N_("Online shoppers")
    TRAVELLER = "traveller", N_("Travellers")


class AgeBand(Labelled):
    """The victim's age, in the bands of the ministry's own figures."""

    UNDER_18 = "under_18", N_("Under 18")
    FROM_18 = "from_18", N_("18 to 40")
    FROM_41 = "from_41", N_("41 to 65")
    OVER_65 = "over_65", N_("Over 65")


class Channel(Labelled):
    """引流渠道: where the victim was first reached."""

    CALL = "call", N_("Telephone call")
    SMS = "sms", N_("Text message")
    SHORT_VIDEO = "short_video", N_("Short video or live stream")
    CHAT_GROUP = "chat_group", N_("Chat group")
    SOCIAL_MEDIA = "social_media", N_("Friend request or social media")
    DATING_SITE = "dating_site", N_("Dating site or app")
    SHOPPING = "shopping", N_("Shopping platform")
    GAME = "game", N_("Online game")
    WEB_ADVERT = "web_advert", N_("Advertisement or search result")
    PARCEL_CARD = "parcel_card", N_("Card in a parcel")
    EMAIL = "email", N_("E-mail")
    IN_PERSON = "in_person", N_("Face to face, poster or leaflet")
    OTHER = "other", N_("Another way")


class ContactTool(Labelled):
    """联络工具: by what the victim was then led on; the name of the app stands in the case's own words."""

    PHONE = "phone", N_("Telephone")
    WECHAT = "wechat", N_("WeChat")
    QQ = "qq", N_("QQ")
    MEETING_APP = "meeting_app", N_("Meeting app with screen sharing")
    NICHE_CHAT = "niche_chat", N_("Little-known chat app")
    FRAUD_APP = "fraud_app", N_("The fraudsters' own app or site")
    PLATFORM_CHAT = "platform_chat", N_("Messages within a known platform")
    WORK_CHAT = "work_chat", N_("Chat tool of a company")
    EMAIL = "email", N_("E-mail")
    OTHER = "other", N_("Another tool")
