"""The bench measures the program it was told to, and leaves nothing behind."""

from tests.torture.bench import Bench


def test_another_program_than_the_installed_one_is_started_and_not_forked() -> None:
    """A later version or a negative control is no module that the forks have loaded."""
    with Bench(["echo"], forked=True) as bench:
        assert bench.run("client", "list").out == "client list\n"


def test_a_bench_removes_its_home_and_its_copies() -> None:
    """Nothing stays in the temporary folder."""
    with Bench() as bench:
        copy = bench.save()
    assert not bench.home.exists()
    assert not copy.parent.exists()


def test_what_runs_the_program_is_started_and_not_attached() -> None:
    """Only strace can be attached to a process that is under way."""
    with Bench(forked=True) as bench:
        assert bench.run("--version", before=["echo"]).out.endswith("clientlog --version\n")
