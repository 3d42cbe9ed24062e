"""`doctor`: where everything is, whether it is well, and what to do if not."""

import typer

from clientlog.cli.command import verb
from clientlog.cli.context import Run
from clientlog.cli.result import Result
from clientlog.errors import ClientlogError
from clientlog.text import visible

app = typer.Typer()

UNWELL = 5


@verb(app, "doctor", "clientlog doctor")
def doctor(run: Run) -> Result:
    """Say where everything is, whether it is well, and what to do if not; changes nothing."""
    from clientlog.store.doctor import examine

    checks = list(examine(run.path, run.config_path, _zone(run)))
    well = all(one.ok for one in checks)
    lines = []
    for one in checks:
        lines.append(visible(f"{'ok ' if one.ok else 'BAD'}  {one.name}: {one.detail}"))
        if one.advice:
            lines.append(visible(f"     {one.advice}"))
    lines.append("everything is well" if well else "something is wrong: see BAD")
    return run.shown(
        {
            "ok": well,
            "checks": [{"name": one.name, "ok": one.ok, "detail": one.detail} for one in checks],
        },
        lambda: "\n".join(lines),
        exit_code=0 if well else UNWELL,
    )


def _zone(run: Run) -> str:
    """The zone, also where the configuration cannot be read."""
    try:
        return run.clock.zone_name
    except ClientlogError as error:
        return f"unknown: {error.message}"
