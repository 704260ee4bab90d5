"""The schedule as a picture: `layout` turns the plan into geometry that knows no markup, `svg` writes it down.

In: a `Plan`, its `Labels`, a language. Out: the text of one SVG document, or the geometry (`Chart`) for who
draws it otherwise. May import what `pictures` may.
"""
