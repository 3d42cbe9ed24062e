"""The manual page, made from the help of the commands.

`python -m clientlog.cli.manual` writes docs/clientlog.1 to stdout.
"""

import re
from collections.abc import Iterator

from clientlog.cli.reference import command_sections

HEAD = r""".\" Made by python -m clientlog.cli.manual; edit the help of the commands instead.
.TH CLIENTLOG 1 "" "clientlog" "User Commands"
.SH NAME
clientlog \- a client journal on the command line
.SH SYNOPSIS
.B clientlog
[\fICOMMAND\fR] [\fIARGUMENT\fR]... [\fIOPTION\fR]...
.SH DESCRIPTION
clientlog keeps what was said, promised and agreed with everyone you work with, in one file on
your own machine, and reports what is late, what needs you now and what is coming.
Without a command it shows the day.
.PP
WHO is a client: a handle, a name, an alias, or how one of its words begins.
REF is a record, such as p42. ITEM is a text with attributes, such as "send the draft due:fri".
.B clientlog help dates
and
.B clientlog help items
explain what can be typed.
"""

FOOT = r""".SH EXIT STATUS
.TP
0
done
.TP
1
it failed, with nothing half done
.TP
2
wrong usage
.TP
3
.B report \-\-exit\-code
found flags
.TP
4
nothing has that name or REF
.TP
5
the journal cannot be opened
.TP
70
a bug in clientlog
.SH ENVIRONMENT
.TP
.B CLIENTLOG_DB
the journal
.TP
.B CLIENTLOG_CONFIG
the configuration file
.TP
.B CLIENTLOG_NOW
stands in for the present
.TP
.B CLIENTLOG_EDITOR, CLIENTLOG_PAGER
come before EDITOR and PAGER
.TP
.B NO_COLOR
no colour
.SH FILES
.TP
.I ~/.local/share/clientlog/journal.db
the journal
.TP
.I ~/.config/clientlog/config.toml
the configuration
.TP
.I ~/.local/state/clientlog/
drafts and backups
"""


def manual_page() -> str:
    """Return the whole page, with a line break at its end."""
    return HEAD + "".join(_sections()) + FOOT


def _sections() -> Iterator[str]:
    for title, commands in command_sections():
        yield f".SH {_escaped(title).upper()}\n"
        for path, text in commands:
            yield f".SS {_escaped(path)}\n.nf\n{_escaped(text)}\n.fi\n"


def _escaped(text: str) -> str:
    """Return a text in which nothing means anything to troff."""
    plain = text.replace("\\", r"\e").replace("-", r"\-")
    named = re.sub(r"[^\x00-\x7f]", lambda letter: f"\\[u{ord(letter[0]):04X}]", plain)
    return re.sub(r"(?m)^(?=[.'])", r"\\&", named)


if __name__ == "__main__":
    print(manual_page(), end="")
