"""Every figure and how it is measured."""

from collections.abc import Callable

from tests.torture import (
    damage,
    hostile,
    kills,
    meanwhile,
    power,
    sequences,
    unicode,
    upgrades,
    writers,
)
from tests.torture.bench import Bench, Figure

Measure = Callable[[Bench, float], Figure]

FIGURES: dict[str, list[Measure]] = {
    "G1": [kills.random_kills],
    "G2": [kills.kill_at_every_write],
    "G3": [power.power_cuts],
    "G4": [kills.fail_every_write],
    "G5": [writers.adding, writers.editing, writers.adding_and_undoing],
    "G6": [sequences.undone_step_by_step],
    "G7": [writers.first_runs],
    "G8": [upgrades.upgrades],
    "G9": [hostile.fuzz],
    "G10": [unicode.unicode],
    "G11": [hostile.hostile_texts],
    "G12": [hostile.privacy],
    "G13": [damage.backups],
    "G14": [damage.damaged_journals],
    "G15": [hostile.odd_surroundings],
    "G17": [meanwhile.changed_in_between],
}
