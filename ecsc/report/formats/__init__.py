"""Reports for programs, a file a format: each turns a `Report` into pieces of text.

In: what was checked, in words. Out: text in the shape of a published format. May import what `ecsc.report` may, and
nothing of another format but what stands in `places` and `asked`.
"""
