"""Organizations: what is known of them beside their clients."""

from datetime import date

from clientlog.store.tables import Affiliation, Client, Organization, Snooze
from clientlog.text import name_key
from clientlog.write.change import Change


def set_end(change: Change, name: str, day: date | None) -> Organization:
    """Record the day the engagement ends, or that there is none."""
    key = name_key(name)
    for organization in change.all(Organization, name_key=key):
        organization.ends_on = day
        change.flush()
        return organization
    return change.add(Organization(name=name, name_key=key, ends_on=day))


def rename(change: Change, name: str, new_name: str) -> list[Client]:
    """Give an organization another name wherever it stands; return its clients.

    Nobody leaves it by that, so no affiliation is kept. Where the new name is that of another
    organization, the two are one from then on.
    """
    key, new_key = name_key(name), name_key(new_name)
    clients = [
        one for one in change.all(Client) if one.organization and name_key(one.organization) == key
    ]
    for client in clients:
        client.organization = new_name
    for affiliation in change.all(Affiliation):
        if name_key(affiliation.organization) == key:
            affiliation.organization = new_name
    for snooze in change.all(Snooze):
        if snooze.organization and name_key(snooze.organization) == key:
            snooze.organization = new_name
    for organization in change.all(Organization, name_key=key):
        same = change.all(Organization, name_key=new_key) if new_key != key else []
        if same:
            same[0].ends_on = same[0].ends_on or organization.ends_on
            change.remove(organization)
        else:
            organization.name, organization.name_key = new_name, new_key
    change.flush()
    return clients
