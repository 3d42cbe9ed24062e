"""Organizations: what is known of them beside their clients."""

from datetime import date

from clientlog.store.tables import Organization
from clientlog.text import name_key
from clientlog.write.change import Change


def set_end(change: Change, name: str, day: date | None) -> Organization:
    """Record the day the engagement ends, or that there is none."""
    key = name_key(name) or name.casefold()
    for organization in change.all(Organization, name_key=key):
        organization.ends_on = day
        change.flush()
        return organization
    return change.add(Organization(name=name, name_key=key, ends_on=day))
