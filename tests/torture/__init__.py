"""What the journal must bear, measured through the installed program.

`python -m tests.torture` runs everything at full size (hours), `python -m tests.torture
--size 0.02 G1 G5` a part of it; the slow tests of the normal suite run a little of each.
"""
