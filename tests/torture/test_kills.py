"""Which system calls are hit when not all of them are."""

import random

from tests.torture.kills import Call, sample

PAGES = [Call("pwrite64", number, "journal") for number in range(1, 101)]
SYNC = Call("fdatasync", 1, "journal")
OTHERS = [Call("pwrite64", number, "copy") for number in range(101, 201)]


def test_every_run_of_page_writes_is_hit_at_its_ends() -> None:
    """However small the share, no phase of a command is left out."""
    calls = [*PAGES, SYNC, *OTHERS]
    chosen = [*sample(calls, 0, random.Random(1), every_run=True)]
    assert chosen == [PAGES[0], PAGES[-1], SYNC, OTHERS[0], OTHERS[-1]]


def test_the_whole_share_is_every_call() -> None:
    """At full size nothing is left to chance."""
    calls = [*PAGES, SYNC]
    assert [*sample(calls, 1, random.Random(1), every_run=False)] == calls


def test_a_small_share_of_everything_is_small() -> None:
    """Without a command of its own a figure takes any of the calls."""
    chosen = [*sample(PAGES, 0.1, random.Random(1), every_run=False)]
    assert 0 < len(chosen) < 30
