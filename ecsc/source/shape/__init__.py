"""The shape of a file: held against the schemas of the language, and what fails told in an author's words.

In: a `Document`. Out: findings of band 1xx and the paths that cannot be read. `gate` answers in milliseconds
for a file in order; everything else here is loaded only when it says no.
"""
