"""G3: the power goes out during a change.

One change is traced. What a disk may hold afterwards is worked out from the trace: what was
synced is there; of the writes that were not, any subset; names made, given and taken away in
the journal's folder reach the disk in order, at the latest when the folder or the new file
is synced. Each such state is put on the disk, and the program must find a journal in it that
is well, with everything acknowledged before, and with the change itself once it was
acknowledged.
"""

import random
import re
import shutil
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from tests.torture.bench import Bench, Figure

CALLS = "openat,pwrite64,write,fsync,fdatasync,ftruncate,unlink,rename,link"

_LINE = re.compile(r"^\d+ +(\w+)\((.*)\) += (\d+)")
_FILE = re.compile(r"^\d+<([^>]*)>")

Files = dict[str, bytes]


@dataclass
class Call:
    """One system call on a file of the journal's folder."""

    name: str
    file: str
    data: bytes = b""
    offset: int = 0


@dataclass
class Disk:
    """What is on the disk for certain, and what may be."""

    synced: dict[int, bytearray] = field(default_factory=dict)
    waiting: dict[int, list[Call]] = field(default_factory=dict)
    names: dict[str, int] = field(default_factory=dict)
    """As the running system sees them."""
    kept_names: dict[str, int] = field(default_factory=dict)
    """As they are on the disk."""
    pending: list[tuple[str, str, int]] = field(default_factory=list)
    """Names made and taken away that are not on the disk yet: what, name, file."""

    @classmethod
    def of(cls, files: Files) -> "Disk":
        """A disk at rest."""
        disk = cls()
        for number, (name, content) in enumerate(files.items()):
            disk.synced[number], disk.waiting[number] = bytearray(content), []
            disk.names[name] = disk.kept_names[name] = number
        return disk

    def do(self, call: Call) -> None:
        """What a call does to the disk, at once or later."""
        number = self.names.get(call.file)
        match call.name:
            case "create" if number is None:
                number = len(self.synced)
                self.synced[number], self.waiting[number] = bytearray(), []
                self.names[call.file] = number
                self.pending.append(("make", call.file, number))
            case "write" | "ftruncate" if number is not None:
                self.waiting[number].append(call)
            case "sync" if number is not None:
                for one in self.waiting[number]:
                    apply(self.synced[number], one)
                self.waiting[number].clear()
                self._settle([one for one in self.pending if one[2] == number][:1])
            case "sync-folder":
                self._settle(self.pending[-1:])
            case "unlink" if number is not None:
                del self.names[call.file]
                self.pending.append(("unlink", call.file, number))

    def _settle(self, up_to: list[tuple[str, str, int]]) -> None:
        if up_to:
            end = self.pending.index(up_to[0]) + 1
            for one in self.pending[:end]:
                _name(self.kept_names, one)
            del self.pending[:end]

    def after_a_crash(self, chance: random.Random) -> Files:
        """One of the states that a power cut may leave."""
        names = dict(self.kept_names)
        for one in self.pending[: chance.randint(0, len(self.pending))]:
            _name(names, one)
        content = {number: bytearray(data) for number, data in self.synced.items()}
        for number, calls in self.waiting.items():
            for call in calls:
                if chance.random() < 0.5:
                    apply(content[number], call)
        return {name: bytes(content[number]) for name, number in names.items()}


def _name(names: dict[str, int], change: tuple[str, str, int]) -> None:
    what, name, number = change
    if what == "make":
        names[name] = number
    else:
        names.pop(name, None)


def apply(content: bytearray, call: Call) -> None:
    """A write or a truncation, on the content of a file."""
    end = call.offset + len(call.data)
    if call.name == "ftruncate":
        del content[call.offset :]
        return
    content.extend(bytes(max(0, end - len(content))))
    content[call.offset : end] = call.data


def read_trace(text: str, folder: Path) -> tuple[list[Call], int]:
    """The calls on files of the folder, and how many came before the acknowledgement."""
    calls: list[Call] = []
    acknowledged = -1
    for line in text.splitlines():
        found = _LINE.match(line)
        if not found:
            continue
        name, arguments = found[1], found[2]
        strings = [_bytes(one) for one in re.findall(r'"((?:\\x[0-9a-f]{2})*)"', arguments)]
        opened = _FILE.match(arguments)
        path = _bytes(opened[1]).decode() if opened and opened[1].startswith("\\x") else ""
        if name == "write" and arguments.startswith("1<") and acknowledged < 0:
            acknowledged = len(calls)
        elif name in {"openat", "unlink"} and strings:
            path = strings[0].decode()
            if Path(path).parent == folder and (name == "unlink" or "O_CREAT" in arguments):
                calls.append(Call("create" if name == "openat" else name, Path(path).name))
        elif Path(path) == folder and name in {"fsync", "fdatasync"}:
            calls.append(Call("sync-folder", ""))
        elif path and Path(path).parent == folder:
            last = int(arguments.rsplit(",", 1)[1]) if name in {"pwrite64", "ftruncate"} else 0
            kind = {"pwrite64": "write", "fsync": "sync", "fdatasync": "sync"}.get(name, name)
            calls.append(Call(kind, Path(path).name, strings[0] if strings else b"", last))
    return calls, acknowledged


def _bytes(escaped: str) -> bytes:
    return bytes.fromhex(escaped.replace("\\x", ""))


def power_cuts(bench: Bench, size: float) -> Figure:
    """G3: every distinct crash state of one change: none corrupt, nothing acknowledged lost."""
    if not shutil.which("strace"):
        raise LookupError("strace is not installed")
    figure, chance = Figure(), random.Random(1)
    bench.must("client", "add", "Dana")
    bench.must("note", "dana", "earlier")
    folder = bench.journal.parent
    files = {one.name: one.read_bytes() for one in folder.iterdir()}
    with tempfile.NamedTemporaryFile() as trace:
        before = ["strace", "-f", "-y", "-xx", "-s", "200000", "-e", f"trace={CALLS}"]
        ended = bench.run("note", "dana", "the change", before=[*before, "-o", trace.name])
        figure.expect(ended.code == 0, f"the traced change failed: {ended.err}")
        calls, acknowledged = read_trace(Path(trace.name).read_text(), folder)
    figure.expect(acknowledged > 0, "no acknowledgement was seen")
    states = crash_states(files, calls, acknowledged, chance)
    figure.count("calls", len(calls))
    figure.count("distinct states", len(states))
    wanted = list(states)
    chance.shuffle(wanted)
    wanted.sort(key=lambda one: not one[1])
    for content, late in wanted[: max(20, int(len(wanted) * size))]:
        for one in folder.iterdir():
            one.unlink()
        for name, data in content:
            (folder / name).write_bytes(data)
            (folder / name).chmod(0o600)
        figure.count("checked after the acknowledgement" if late else "checked before it")
        kept = {one["text"] for one in bench.records("note")}
        figure.expect("earlier" in kept, "an earlier note was lost")
        figure.expect(not late or "the change" in kept, "the acknowledged change was lost")
        bench.check(figure, "after the power cut")
    return figure


def crash_states(
    files: Files, calls: list[Call], acknowledged: int, chance: random.Random
) -> set[tuple[tuple[tuple[str, bytes], ...], bool]]:
    """What may be on the disk after each call, and whether the change was acknowledged then."""
    disk = Disk.of(files)
    found = set()
    for position in range(len(calls) + 1):
        late = position >= acknowledged
        for _ in range(60 if late else 20):
            state = disk.after_a_crash(chance)
            found.add((tuple(sorted(state.items())), late))
        if position < len(calls):
            disk.do(calls[position])
    return found
