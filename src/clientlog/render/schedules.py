"""Texts that let the system run clientlog every hour and every evening."""

import os
import shlex
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from xml.sax.saxutils import escape

REFRESH = ("refresh", "--quiet", "--no-input")
REPORT = ("report", "--quiet", "--no-input")

Writer = Callable[[Sequence[str]], str]


def cron(program: Sequence[str]) -> str:
    """Return lines for crontab; a percent sign would end the command there."""
    refresh, report = (_shell(program, words).replace("%", r"\%") for words in (REFRESH, REPORT))
    return f"""\
# Add these lines with: crontab -e
# Cron mails what they print, which is nothing if nothing is new and nothing is to be done.
# A run that is missed loses nothing: the next one reads everything since the last.
17 * * * *   {refresh}
0 18 * * *   {report}
"""


def systemd(program: Sequence[str]) -> str:
    """Return two services and two timers, which make up for what was missed."""
    units = [
        "# Write each part into the file named above it in ~/.config/systemd/user, then:\n"
        "#   systemctl --user daemon-reload\n"
        "#   systemctl --user enable --now clientlog-refresh.timer clientlog-report.timer\n"
        "# What they print: journalctl --user -u clientlog-report"
    ]
    for name, words, when, about in (
        ("refresh", REFRESH, "hourly", "Read the sources of clientlog"),
        ("report", REPORT, "*-*-* 18:00:00", "Report of clientlog at the end of the day"),
    ):
        units.append(
            f"# clientlog-{name}.service\n[Unit]\nDescription={about}\n\n"
            f"[Service]\nType=oneshot\nExecStart={_systemd(program, words)}"
        )
        units.append(
            f"# clientlog-{name}.timer\n[Unit]\nDescription={about}\n\n"
            f"[Timer]\nOnCalendar={when}\nPersistent=true\n\n[Install]\nWantedBy=timers.target"
        )
    return "\n\n".join(units) + "\n"


def launchd(program: Sequence[str]) -> str:
    """Return two property lists; what was missed in sleep runs on waking."""
    logs = os.path.expanduser("~/Library/Logs")  # noqa: PTH111  # Path raises without a home
    parts = [
        "<!-- Write each part into the file named above it in ~/Library/LaunchAgents; load it:\n"
        "     launchctl bootstrap gui/$(id -u) FILE -->"
    ]
    for name, words, when in (
        ("refresh", REFRESH, "<dict><key>Minute</key><integer>17</integer></dict>"),
        (
            "report",
            REPORT,
            "<dict><key>Hour</key><integer>18</integer>"
            "<key>Minute</key><integer>0</integer></dict>",
        ),
    ):
        log = escape(f"{logs}/clientlog.{name}.log")
        strings = "".join(f"\n    <string>{escape(word)}</string>" for word in (*program, *words))
        parts.append(
            f"<!-- clientlog.{name}.plist -->\n"
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            '<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN"'
            ' "http://www.apple.com/DTDs/PropertyList-1.0.dtd">\n'
            '<plist version="1.0">\n<dict>\n'
            f"  <key>Label</key><string>clientlog.{name}</string>\n"
            f"  <key>ProgramArguments</key>\n  <array>{strings}\n  </array>\n"
            f"  <key>StartCalendarInterval</key>{when}\n"
            f"  <key>StandardOutPath</key><string>{log}</string>\n"
            "</dict>\n</plist>"
        )
    return "\n\n".join(parts) + "\n"


def windows(program: Sequence[str]) -> str:
    """Return commands for PowerShell; what was missed runs as soon as it can."""
    lines = ["# Run these lines in PowerShell"]
    for name, words, when in (
        ("refresh", REFRESH, "-Once -At 00:17 -RepetitionInterval (New-TimeSpan -Hours 1)"),
        ("report", REPORT, "-Daily -At 18:00"),
    ):
        arguments = " ".join(map(_windows_word, (*program[1:], *words)))
        lines += [
            f"$action = New-ScheduledTaskAction -Execute {_quoted(program[0])}"
            f" -Argument {_quoted(arguments)}",
            f"$trigger = New-ScheduledTaskTrigger {when}",
            "$settings = New-ScheduledTaskSettingsSet -StartWhenAvailable",
            f"Register-ScheduledTask -TaskName clientlog-{name} -Action $action"
            " -Trigger $trigger -Settings $settings",
        ]
    return "\n".join(lines) + "\n"


SCHEDULERS: Mapping[str, Writer] = MappingProxyType(
    {"cron": cron, "systemd": systemd, "launchd": launchd, "windows": windows}
)


def _shell(program: Sequence[str], words: Sequence[str]) -> str:
    return shlex.join([*program, *words])


def _systemd(program: Sequence[str], words: Sequence[str]) -> str:
    """Quote as `ExecStart=` reads it (systemd.service(5)), where `%` and `$` stand for others."""
    quoted = []
    for word in (*program, *words):
        text = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
        quoted.append(f'"{text}"' if text != word or " " in word else word)
    return " ".join(quoted)


def _windows_word(word: str) -> str:
    return f'"{word}"' if " " in word else word


def _quoted(text: str) -> str:
    """Quote for PowerShell, where a single quote is doubled."""
    doubled = text.replace("'", "''")
    return f"'{doubled}'"
