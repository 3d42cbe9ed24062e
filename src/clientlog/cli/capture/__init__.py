"""Turn what a person typed after a meeting into one value to save.

`from clientlog.cli import capture` loads nothing yet: an editor, questions or a file, as needed.
"""

from typing import TYPE_CHECKING

from clientlog.lazy import load_on_use

if TYPE_CHECKING:
    from clientlog.cli.capture import drafts as drafts
    from clientlog.cli.capture import from_file as from_file
    from clientlog.cli.capture import interactive as interactive
    from clientlog.cli.capture import log_options as log_options
    from clientlog.cli.capture import meeting_match as meeting_match
    from clientlog.cli.capture import minutes_to_record as minutes_to_record
    from clientlog.cli.capture import prompt_lines as prompt_lines
    from clientlog.cli.capture import prompts as prompts
    from clientlog.cli.capture import resume as resume
    from clientlog.cli.capture import session as session
else:
    __getattr__ = load_on_use(__name__)
