"""The commands: one module per verb or noun.

`from clientlog.cli import commands` loads nothing yet: a command loads another that it calls.
"""

from typing import TYPE_CHECKING

from clientlog.lazy import load_on_use

if TYPE_CHECKING:
    from clientlog.cli.commands import agenda as agenda
    from clientlog.cli.commands import away as away
    from clientlog.cli.commands import backup as backup
    from clientlog.cli.commands import chase as chase
    from clientlog.cli.commands import client as client
    from clientlog.cli.commands import client_list as client_list
    from clientlog.cli.commands import client_upkeep as client_upkeep
    from clientlog.cli.commands import close as close
    from clientlog.cli.commands import commitment as commitment
    from clientlog.cli.commands import completion as completion
    from clientlog.cli.commands import config as config
    from clientlog.cli.commands import conflict as conflict
    from clientlog.cli.commands import demo as demo
    from clientlog.cli.commands import doctor as doctor
    from clientlog.cli.commands import edit as edit
    from clientlog.cli.commands import export as export
    from clientlog.cli.commands import help as help  # noqa: A004  # the module of the command `help`
    from clientlog.cli.commands import history as history
    from clientlog.cli.commands import import_ as import_
    from clientlog.cli.commands import import_formats as import_formats
    from clientlog.cli.commands import list_ as list_
    from clientlog.cli.commands import log as log
    from clientlog.cli.commands import meeting as meeting
    from clientlog.cli.commands import meeting_list as meeting_list
    from clientlog.cli.commands import note as note
    from clientlog.cli.commands import org as org
    from clientlog.cli.commands import plan as plan
    from clientlog.cli.commands import refresh as refresh
    from clientlog.cli.commands import report as report
    from clientlog.cli.commands import review as review
    from clientlog.cli.commands import rule as rule
    from clientlog.cli.commands import schedule as schedule
    from clientlog.cli.commands import search as search
    from clientlog.cli.commands import self_check as self_check
    from clientlog.cli.commands import show as show
    from clientlog.cli.commands import snooze as snooze
    from clientlog.cli.commands import sources as sources
    from clientlog.cli.commands import stats as stats
    from clientlog.cli.commands import status as status
    from clientlog.cli.commands import timeline as timeline
    from clientlog.cli.commands import today as today
    from clientlog.cli.commands import topic as topic
    from clientlog.cli.commands import touch as touch
else:
    __getattr__ = load_on_use(__name__)
