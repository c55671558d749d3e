"""Letters about hours: a corrected figure is confirmed anew by whose it is."""

from ..foundation.store.work import Work
from ..foundation.web.language import moment
from ..journal import letters
from . import addressees, events


def tell_corrected(work: Work, event: events.HoursCorrected) -> None:
    about = addressees.helper(work, event.sign_up_id)
    if about is None:
        return
    letters.write(
        work,
        about.email,
        "hours_corrected",
        title=about.title,
        when=moment(about.starts_at),
        before=event.before,
        minutes=event.minutes,
        path=f"/attendance/mine/{event.sign_up_id}",
    )
