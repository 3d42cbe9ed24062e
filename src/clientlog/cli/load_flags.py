"""Load the flags of the journal, for every command that shows them."""

from clientlog.cli.context import Context
from clientlog.queries.snapshot import load_snapshot
from clientlog.queries.snapshot_values import Snapshot
from clientlog.queries.snoozes import muted_for_clients, snoozed_keys
from clientlog.rules import RULES
from clientlog.rules.base import Rule
from clientlog.rules.runner import Flag, find_flags, renamed_thresholds
from clientlog.work_calendar import work_calendar


def read_snapshot(context: Context) -> Snapshot:
    """Return the snapshot that the rules look at."""
    exchanges = context.rule_settings.thresholds.get("one-sided", {}).get("times", 5)
    return load_snapshot(
        context.connection,
        context.clock,
        context.settings.values,
        exchanges=int(exchanges),
        calendar=work_calendar(context.settings.values, context.config_path, context.clock.today),
    )


def load_flags(
    context: Context, snapshot: Snapshot | None = None, *, snoozed: bool = False
) -> tuple[Flag, ...]:
    """Return every flag, with the thresholds, mutes and snoozes in force."""
    for sentence in renamed_thresholds(context.settings.thresholds):
        context.terminal.warn(f"{context.config_path}: {sentence}")
    return find_flags(
        snapshot or read_snapshot(context),
        thresholds=context.rule_settings.thresholds,
        muted=context.settings.muted,
        muted_for=muted_for_clients(context.connection),
        snoozed=snoozed_keys(context.connection, context.clock.today),
        include_snoozed=snoozed,
        extra_rules=context.custom_rules,
    )


def count_muted_rules(context: Context) -> int:
    """Return how many rules are muted, for everybody or for a client."""
    for_clients = {rule for rule, _ in muted_for_clients(context.connection)}
    return len({*context.settings.muted, *for_clients})


def all_rules(context: Context) -> tuple[Rule, ...]:
    """Return every rule, the user's own last."""
    return (*RULES, *context.custom_rules)
