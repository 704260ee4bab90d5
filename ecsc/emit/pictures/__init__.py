"""Pictures as geometry and SVG, for every output that shows them: the same plan, the same picture.

In: a `Plan` and words. Out: text of SVG. `marks` are the elements, `text` measures and shortens, a package a
picture. Pictures fetch nothing, run nothing and are readable without colour. May import `plan`, `assess`,
`quantity`, `messages` and the sentences that stand beside the packages of `emit`, never an output.
"""
