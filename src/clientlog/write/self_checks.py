"""The self-check: how one sees a relationship on six points, today."""

from collections.abc import Mapping
from typing import Any

from clientlog.store.tables import Client, SelfCheck
from clientlog.write.change import Change


def save(change: Change, client: Client, points: Mapping[str, int]) -> SelfCheck:
    """Keep a self-check beside the earlier ones; each of the six points is from 1 to 5."""
    values: dict[str, Any] = dict(points)
    return change.add(SelfCheck(client_id=client.id or 0, **values))
