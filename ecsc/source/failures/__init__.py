"""Where YAML itself gives up: what the author was about to write, and how the text is repaired to read on.

In: the parser's failure, the text around it. Out: one trap with its remedy. `diagnosis` asks, `block`,
`flow`, `indent` and `line` know the ways to go wrong. Loaded for a file that cannot be read, and only then.
"""
