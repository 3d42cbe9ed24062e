"""Values of parameters that are taken as they were typed, without pydantic.

Typer reads every value by way of pydantic, even a text, which stays what it is. Loading
pydantic takes longer than all the rest of a look (docs/explanation/performance.md).
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from clientlog.text import is_unicode


def _read_path(text: str) -> Path | str:
    """Return a path; an empty text stays one, and is refused, where a Path would be the folder."""
    return Path(text) if text else text


READERS: dict[Any, Callable[[Any], Any]] = {
    str: str,
    Path: _read_path,
    list[str]: list,
    list[Path]: lambda values: [_read_path(value) for value in values],
}
"""What a parameter with that annotation makes of what was typed."""


class PlainValue:
    """Reads a value by one of the READERS; stands in the place of Typer's own reader."""

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:
        """Return the value of a parameter; leave to Typer what is no plain text."""
        if value is None:
            return () if param.multiple or param.nargs == -1 else None
        annotation = param.type_descriptor.annotation
        if type(value) is int:
            return value
        texts = value if isinstance(value, list | tuple) else (value,)
        read = READERS.get(annotation)
        if read and all(isinstance(text, str) and is_unicode(text) for text in texts):
            return read(value)
        param._runtime_param = None  # Typer makes its own reader then
        return param.get_runtime_param().coerce(value, param=param, ctx=ctx)


def take_plain_values(parameters: list[Any]) -> list[Any]:
    """Let parameters take their values as they were typed, where that is enough; return them.

    A Typer that keeps its reader elsewhere reads all of them itself.
    """
    for parameter in parameters:
        parameter._runtime_param = PlainValue()  # where Typer keeps its reader
    return parameters
