"""The flags of the open journal, for every command that speaks of them."""

from clientlog.cli.context import Context
from clientlog.queries.snapshot import load_snapshot
from clientlog.queries.snoozes import snoozed_keys
from clientlog.queries.values import Snapshot
from clientlog.rules import RULES
from clientlog.rules.base import Rule
from clientlog.rules.runner import Flag, find_flags


def read_snapshot(context: Context) -> Snapshot:
    """What is unsettled, now."""
    exchanges = context.settings.thresholds.get("one-sided", {}).get("times", 5)
    return load_snapshot(
        context.connection, context.clock, context.settings.values, exchanges=int(exchanges)
    )


def load_flags(
    context: Context, snapshot: Snapshot | None = None, *, snoozed: bool = False
) -> tuple[Flag, ...]:
    """Every flag, with the thresholds, mutes and snoozes in force."""
    return find_flags(
        snapshot or read_snapshot(context),
        thresholds=context.settings.thresholds,
        muted=context.settings.muted,
        snoozed=snoozed_keys(context.connection, context.clock.today),
        include_snoozed=snoozed,
        extra_rules=context.custom_rules,
    )


def all_rules(context: Context) -> tuple[Rule, ...]:
    """Every rule, those of one's own last."""
    return (*RULES, *context.custom_rules)
