"""The benchmark: how fast the product is beside tools its users may know, as ratios measured in one run.

In: options. Out: one table on standard output, with targets; see `README.md` beside this file. It runs whole
processes of the installed `ecsc` and may import its stages (`parts.py`); nothing imports it. It is no test.
"""
