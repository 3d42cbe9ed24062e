"""`review`: the weekly walk through everything flagged and everything open."""

import typer

from clientlog import store, write
from clientlog.cli.command import command
from clientlog.cli.commands.history import shown_command
from clientlog.cli.context import Context
from clientlog.cli.keypress import END, discard_typed, read_key
from clientlog.cli.load_flags import count_muted_rules, load_flags, read_snapshot
from clientlog.cli.result import Result
from clientlog.cli.review_actions import ACTIONS
from clientlog.cli.review_progress import ReviewProgress, read_progress
from clientlog.errors import ClientlogError, NotFoundError, UsageError
from clientlog.queries.week import read_week
from clientlog.render import review as page
from clientlog.render.terminal import write_err
from clientlog.review import KEYS, Item, Review, count_late, current, items, open_key, quiet_clients

app = typer.Typer()

SKIP, UNDO, HELP, QUIT = "nN \r\n", "uU", "?hH", "qQ" + END

Settled = tuple[Item, int]
"""An item, and the number of the change that settled it."""


class ChangedError(ClientlogError):
    """What was shown was changed by somebody else before a key was pressed."""


@command(
    app, "review", "clientlog review", "clientlog review --no-input", "clientlog review --json"
)
def review(context: Context) -> Result:
    """Go through everything flagged and open, a key for each, then show the week in figures.

    n goes to the next item, u undoes the last key, q stops, ? explains the keys. Each key is a
    change of its own. A review that was stopped continues where it was, for a week. Without a
    terminal the list and the figures are printed.
    """
    if context.json_ or not context.interactive:
        return _listed(context)
    walked = read_progress(context.path, context.clock.today)
    finished = _walk(context, walked)
    return _summed_up(context, finished=finished)


def _items(context: Context) -> tuple[Item, ...]:
    db = read_snapshot(context)
    return tuple(items(db, load_flags(context, db, snoozed=True)))


def _review(context: Context) -> Review:
    snapshot = read_snapshot(context)
    flags = load_flags(context, snapshot, snoozed=True)
    return Review(
        tuple(items(snapshot, flags)),
        read_week(context.connection, context.clock),
        late=count_late(snapshot),
        snoozed=sum(flag.snoozed for flag in flags),
        muted=count_muted_rules(context),
        failed=len(context.rule_problems),
        quiet=quiet_clients(flags),
    )


def _listed(context: Context) -> Result:
    walk = _review(context)
    return context.result(
        lambda: page.document(walk, context.clock, context.program),
        lambda: f"{page.listing(walk, context.clock)}\n\n{page.summary(walk, context.clock)}",
    )


def _summed_up(context: Context, *, finished: bool) -> Result:
    summary = page.summary(_review(context), context.clock)
    rest = "" if finished else f"\nTo go on: {context.program} review"
    return context.result(lambda: {}, lambda: summary + rest)


# The walk


def _walk(context: Context, progress: ReviewProgress) -> bool:
    """Show the items one after another; return whether all of them were seen."""
    settled: list[Settled] = []
    while True:
        # Read again each time: what was just settled may have settled others.
        left = [item for item in _items(context) if not progress.has(item.key)]
        if not left:
            progress.finish()
            return True
        flagged = sum(item.flag is not None for item in left)
        width = context.terminal.width
        body = page.page(left[0], context.clock, context.program, width)
        _say(f"\n{len(left)} to look at ({flagged} flagged)\n{body}")
        if not _answered(context, left[0], progress, settled):
            return False


def _answered(
    context: Context, item: Item, progress: ReviewProgress, settled: list[Settled]
) -> bool:
    """Ask until a key settles or skips the item, or undoes another; return False to stop."""
    while True:
        key = read_key()
        if key in QUIT:
            return False
        if key in HELP:
            _say(page.key_help(item))
            continue
        if key in UNDO:
            if _undo(context, progress, settled):
                return True
            continue
        try:
            done = _settle(context, item, key) if key in item.keys else None
        except ChangedError as error:
            _say(f"  {error.message}")
            return True
        if key in item.keys and not done:
            # What was typed ahead answers the questions, and is no key.
            discard_typed()
            _say(page.key_line(item, context.terminal.width))
            continue
        if done or key in SKIP:
            # A promise that was moved is still open, but it was looked at.
            progress.add(item.key, open_key(item.subject))
            if done:
                settled.append((item, done))
            return True


def _undo(context: Context, progress: ReviewProgress, settled: list[Settled]) -> bool:
    """Undo the last key of this review, and show its item again."""
    if not settled:
        _say("  nothing to undo in this review")
        return False
    try:
        undone = store.undo.undo_change(context.path, context.clock, settled[-1][1])
    except ClientlogError as error:
        _say(f"  {error.message}")
        return False
    item, _ = settled.pop()
    progress.remove(item.key, open_key(item.subject))
    _say(f"  undone: {shown_command(undone.changes[0].command)}")
    return True


def _settle(context: Context, item: Item, key: str) -> int | None:
    """Do what a key means, say what was recorded, and return the number of the change.

    If that fails, say why and leave the record as it is. Raises ChangedError for a record that
    is no longer as it was shown.
    """
    _say(f"  {KEYS[key]}")
    try:
        command, do = ACTIONS[key](context, item)
        context.ensure_daily_backup()
        with write.change.transaction(context.path, context.clock, command) as change:
            # Nobody else can write from here on.
            if current(read_snapshot(context), item.subject) != item.subject:
                raise ChangedError(f"{item.subject.key} was changed meanwhile: nothing was done")
            answer = do(change)
    except (UsageError, NotFoundError) as error:
        hint = f" ({context.qualify_commands(error.hint)})" if error.hint else ""
        _say(f"  {error.message}{hint}")
        return None
    for line in (*answer.splitlines(), *map(context.qualify_commands, change.notices)):
        _say(f"  {line}")
    return change.id


def _say(text: str) -> None:
    write_err(text)
