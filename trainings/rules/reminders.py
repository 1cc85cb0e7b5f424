from datetime import timedelta

REMIND_DAYS_BEFORE = 3


def days_to_remind_of(today):
    """The first and the last day of which participants are reminded today; a morning that was missed is made good."""
    return today + timedelta(days=1), today + timedelta(days=REMIND_DAYS_BEFORE)
