"""What follows from planned metrics, against a search that tries every equation again for every value."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, DecimalException

from hypothesis import given, settings
from hypothesis import strategies as st

from ecsc.expr import parse
from ecsc.expr.tree import Node
from ecsc.targets.drivers import DECIMALS, Derivation, NotLinearError, _invert, derive, value_of
from ecsc.targets.equations import Equations, names_of

NAMES = [f"m{number}" for number in range(7)]


@st.composite
def formulas(draw: st.DrawFn) -> dict[str, Node]:
    made = draw(st.lists(st.sampled_from(NAMES), unique=True, max_size=6))
    found = {}
    for metric in made:
        parts = draw(st.lists(st.sampled_from([*NAMES, "2", "0.5"]), min_size=1, max_size=3))
        signs = draw(st.lists(st.sampled_from("+-*/"), min_size=2, max_size=2))
        text = parts[0] + "".join(f" {sign} {part}" for sign, part in zip(signs, parts[1:], strict=False))
        node = parse(text)[0]
        assert node is not None
        found[metric] = node
    return found


def one_by_one(
    wanted: str, equations: Mapping[str, Node], known: Mapping[str, Decimal]
) -> Derivation[Decimal] | None:
    values = {name: value for name, value in known.items() if name != wanted}
    through: list[str] = []
    while wanted not in values:
        for metric in sorted(equations, key=lambda name: name != wanted):
            tree, names = equations[metric], names_of(equations[metric])
            unknown = {name for name in names if name not in values}
            try:
                if metric not in values and not unknown:
                    values[metric] = value_of(DECIMALS, tree, values)
                elif metric in values and len(unknown) == 1 and names.count(*unknown) == 1:
                    (name,) = unknown
                    values[name] = _invert(DECIMALS, tree, name, values[metric], values)
                else:
                    continue
            except (DecimalException, NotLinearError):
                continue
            through.append(metric)
            break
        else:
            return None
    return Derivation(values, tuple(through))


@settings(max_examples=300)
@given(
    st.sampled_from(NAMES),
    formulas(),
    st.dictionaries(st.sampled_from(NAMES), st.decimals(-3, 3, places=1), max_size=5),
)
def test_the_same_follows_in_the_same_order(
    wanted: str, equations: dict[str, Node], known: dict[str, Decimal]
) -> None:
    assert derive(wanted, Equations(equations), known) == one_by_one(wanted, equations, known)


def test_a_name_knows_the_equations_it_stands_in() -> None:
    trees = {name: parse(text)[0] for name, text in (("a", "b * b"), ("c", "b + a"), ("d", "3"))}
    found = Equations({name: tree for name, tree in trees.items() if tree is not None})
    assert found.users == {"b": ["a", "c"], "a": ["c"]}
    assert found.grounded == ("d",)
