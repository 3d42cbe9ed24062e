"""The errors that users see: a message, a hint and an exit code for each kind."""


class ClientlogError(Exception):
    """Something failed, and nothing was half done (exit code 1)."""

    exit_code = 1

    def __init__(self, message: str, hint: str = "") -> None:
        """Keep the message and the hint, each one line."""
        super().__init__(message)
        self.message = message
        self.hint = hint


class UsageError(ClientlogError):
    """A value that makes no sense, or an ambiguous one (exit code 2)."""

    exit_code = 2


class AmbiguousNameError(UsageError):
    """A name that several clients have; `candidates` are their handles."""

    def __init__(self, name: str, candidates: list[str]) -> None:
        """Name the candidates in the message."""
        listed = ", ".join(candidates)
        super().__init__(f"{quote(name)} could be {listed}", "name one of these handles")
        self.candidates = candidates


class NotFoundError(ClientlogError):
    """A name or a REF that is not in the journal (exit code 4)."""

    exit_code = 4


class JournalError(ClientlogError):
    """The journal cannot be opened, and was left as it was (exit code 5)."""

    exit_code = 5


def quote(text: str, limit: int = 80) -> str:
    """Return a text in quotes for a message, cut to `limit` characters."""
    return f"'{text}'" if len(text) <= limit else f"'{text[: limit - 1]}…'"
