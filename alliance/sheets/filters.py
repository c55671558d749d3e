"""The filters of a list that is taken along, as it says of itself by which it was asked for."""

from ..foundation.web import listing
from ..foundation.web.forms import Form


def in_words(form: Form) -> str:
    return " · ".join(chip["label"] for chip in listing.chips(form))
