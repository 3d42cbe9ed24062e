"""Facts of a status in a few words."""

from typing import Any

from clientlog.queries.status import Facts, OrganizationFacts
from tests.rules.build import DANA


def facts(**known: Any) -> Facts:
    """What there is to tell Dana: nothing but this."""
    nothing: dict[str, Any] = dict.fromkeys(
        ("mine", "theirs", "finished", "received", "changed", "broken", "news", "asks"), ()
    )
    common = {"client": DANA, "told_at": None, "meeting": None, "recorded": True}
    return Facts(**nothing | common | known)


def organization(name: str = "Acme", **known: Any) -> OrganizationFacts:
    """What is open with an organization: nothing but this."""
    nothing: dict[str, Any] = dict.fromkeys(("mine", "theirs", "broken", "news"), ())
    return OrganizationFacts(**nothing | {"name": name} | known)
