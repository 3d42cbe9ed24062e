"""Self-checks: a relationship judged on six points."""

from collections.abc import Mapping

from clientlog.store.tables import Client, SelfCheck
from clientlog.write.change import Change


def save(change: Change, client: Client, points: Mapping[str, int]) -> SelfCheck:
    """Add a self-check; each of the six points is from 1 to 5."""
    return change.add(
        SelfCheck(
            client_id=client.id or 0,
            abundance=points["abundance"],
            trust=points["trust"],
            dreams=points["dreams"],
            truth=points["truth"],
            balance=points["balance"],
            grace=points["grace"],
        )
    )
