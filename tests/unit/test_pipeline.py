"""What only the pipeline decides: several files, headers in several files, tables, and what follows from what."""

from __future__ import annotations

from ecsc.diagnostics import Span
from ecsc.pipeline import Result, StrategyInput, compile_strategy, source_hash

HEAD = "ecsc: 1\nstrategy: {id: demo, name: Demo, period: 2026, currency: CNY}\npeople:\n  lin: {name: Lin}\n"


def run(tables: dict[str, bytes] | None = None, **files: str) -> Result:
    given = tuple((f"{name}.yaml", text.encode()) for name, text in sorted(files.items()))
    found = {name: (lambda raw=raw: raw) for name, raw in (tables or {}).items()}
    return compile_strategy(StrategyInput("demo", given, found))


def codes(result: Result) -> list[str]:
    return [finding.rule.code for finding in result.findings if finding.level != "info"]


def test_files_are_one_namespace() -> None:
    result = run(a=HEAD, b="tasks:\n  x: {name: X, owner: lin, duration: 1d}\n")
    assert codes(result) == []
    assert result.counts == {"people": 1, "tasks": 1}


def test_a_key_of_the_header_is_set_once() -> None:
    result = run(a=HEAD, b="strategy: {currency: USD}\n")
    assert codes(result) == ["ECS211"]
    finding = next(one for one in result.findings if one.rule.code == "ECS211")
    assert isinstance(finding.at, Span)
    assert finding.at.file == "b.yaml"


def test_the_header_may_be_spread() -> None:
    head = "ecsc: 1\nstrategy: {id: demo, name: Demo}\npeople:\n  lin: {name: Lin}\n"
    tasks = "tasks:\n  x: {name: X, owner: lin, duration: 1d}\n"
    assert codes(run(a=head, b="strategy: {period: 2026, currency: CNY}\n" + tasks)) == []


def test_two_strategies_in_one_folder_are_one_finding() -> None:
    assert codes(run(a=HEAD, b=HEAD.replace("demo", "other"), c=HEAD.replace("demo", "third"))) == ["ECS213"]


def test_a_refused_value_has_no_followers() -> None:
    goal = "goals:\n  g: {name: G, metric: m, target: lots, due: 2026-02-30, owner: lin}\n"
    metric = (
        "metrics:\n  m: {name: M, unit: people, direction: up, source: s}\ndata_sources:\n  s: {kind: shop}\n"
    )
    found = codes(run(a=HEAD + goal + metric))
    assert found.count("ECS150") == 2
    assert not {"ECS403", "ECS409"} & set(found)


def test_an_unreadable_header_leaves_the_rest_checked() -> None:
    result = run(a=HEAD.replace("period: 2026", "period: soon") + "tasks:\n  x: {owner: li, duration: 1d}\n")
    assert result.compiled is None
    assert {"ECS150", "ECS201"} <= set(codes(result))


def test_products_come_from_a_table_with_places() -> None:
    head = "\ufeff商品编号,名称,售价,成本,库存,渠道\n"
    table = head + "d1,连衣裙,199,70,2.3万,taobao;douyin\nd1,again,1,1,1,\nd2,T恤,,abc,x,jd\n"
    body = "tables: {products: products.csv}\nchannels:\n  taobao: {kind: marketplace}\n  douyin: {kind: social}\n"
    result = run({"products.csv": table.encode()}, a=HEAD + body)
    assert result.compiled is not None
    product = result.compiled.plan.products[0]
    assert (product.id, product.name, str(product.list_price)) == ("d1", "连衣裙", "CNY 199")
    assert product.stock is not None
    assert product.stock.value == 23000
    places = [(f.rule.code, f.at.line, f.at.column) for f in result.findings if isinstance(f.at, Span)]
    assert ("ECS162", 3, 1) in places
    assert ("ECS150", 4, 8) in places
    assert ("ECS201", 4, 14) in places


def test_a_table_never_leaves_the_folder() -> None:
    result = run({"products.csv": b"id\nx\n"}, a=HEAD + "tables: {products: ../secret.csv}\n")
    assert codes(result) == ["ECS163"]


def test_the_hash_is_of_what_is_said_not_of_where_it_lies() -> None:
    one = StrategyInput("a", (("a/x.yaml", b"1"),), {"t.csv": lambda: b"2", "other.csv": lambda: b"3"})
    two = StrategyInput("b", (("b/x.yaml", b"1"),), {"t.csv": lambda: b"2"})
    assert source_hash(one, ["t.csv"]) == source_hash(two, ["t.csv"])
    assert source_hash(one, ["t.csv"]) != source_hash(one, ["other.csv"])


def test_compiling_twice_gives_the_same() -> None:
    text = (
        HEAD
        + "tasks:\n  x: {name: X, owner: lin, duration: 1d}\n  y: {name: Y, owner: ln, duration: 2d, after: x}\n"
    )
    assert run(a=text).findings == run(a=text).findings


def test_columns_that_nobody_reads_are_told() -> None:
    table = "id,prise,售价,list_price,x-note\nd1,1,199,200,mine\n"
    result = run({"products.csv": table.encode()}, a=HEAD + "tables: {products: products.csv}\n")
    told = [
        (f.message, f.at.column)
        for f in result.findings
        if f.rule.code == "ECS160" and isinstance(f.at, Span)
    ]
    assert told == [("`{column}` is not a column of `{section}`", 4), ("two columns give `{field}`", 13)]
    without_id = run({"products.csv": b"name\nDress\n"}, a=HEAD + "tables: {products: products.csv}\n")
    assert codes(without_id) == ["ECS160"]


def test_holidays_of_years_not_yet_published_are_provisional() -> None:
    head = HEAD.replace("period: 2026", "period: 2050").replace("CNY}", "CNY, calendar: {country: CN}}")
    assert [f.rule.code for f in run(a=head).findings if f.rule.code == "ECS619"] == ["ECS619"]
    known = HEAD.replace("CNY}", "CNY, calendar: {country: CN}}").replace("period: 2026", "period: 2025")
    assert [f.rule.code for f in run(a=known).findings if f.rule.code == "ECS619"] == []


def test_a_whole_export_of_another_program_is_told_once() -> None:
    columns = [f"c{number}" for number in range(3000)]
    table = f"id,price,{','.join(columns)}\nd1,199{',x' * 3000}\n".encode()
    result = run({"products.csv": table}, a=HEAD + "tables: {products: products.csv}\n")
    told = [finding for finding in result.findings if finding.rule.code == "ECS160"]
    assert [finding.params["count"] for finding in told] == [3000]
    assert result.assessed is not None
    assert str(result.assessed.linked.strategy.products["d1"].list_price) == "CNY 199"


def test_a_column_may_name_its_unit() -> None:
    table = (
        '货号,标价（元）,成本 (CNY),竞品价(USD),库存(件),颜色数(个)\nd1,"1,299",70元,25,120,3\nd2,1.5万,,,,\n'
    )
    result = run({"products.csv": table.encode("gb18030")}, a=HEAD + "tables: {products: products.csv}\n")
    assert codes(result) == ["ECS008"]
    assert result.assessed is not None
    products = result.assessed.linked.strategy.products
    first = products["d1"]
    read = (first.list_price, first.unit_cost, first.competitor_price, first.stock, first.colours)
    assert [str(value) for value in read] == ["CNY 1299", "CNY 70", "USD 25", "120 件", "3"]
    assert str(products["d2"].list_price) == "CNY 15000"


def test_cells_that_cannot_be_read_name_row_and_column() -> None:
    table = '货号,名称,标价,库存\nd1,"两行\n名称",199,120\nd2,B,待定,-3\n'
    for raw in (
        table.encode("utf-16"),
        table.replace(",", ";").encode(),
        table.replace(",", "\t").encode("gb18030"),
    ):
        result = run({"products.csv": raw}, a=HEAD + "tables: {products: products.csv}\n")
        places = [
            (one.at.line, one.at.column)
            for one in result.findings
            if one.rule.code == "ECS150" and isinstance(one.at, Span)
        ]
        assert places == [(4, 6), (4, 9)]
