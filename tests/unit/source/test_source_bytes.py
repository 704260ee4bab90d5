"""Bytes as people save them, and files that are something else."""

from __future__ import annotations

import pytest

from ecsc.source import (
    directory_named_yaml,
    empty_file,
    folder_without_strategy,
    id_meant,
    misread_number,
    read_document,
    symlink_loop,
    unreadable,
)
from ecsc.source.plain import TRUTHY_WORDS

CHINESE = "tasks:\n  店铺: {name: 店铺设计}\n"


@pytest.mark.parametrize(
    ("raw", "codes"),
    [
        (CHINESE.encode(), []),
        (CHINESE.encode("utf-8-sig"), []),
        (CHINESE.encode("gb18030"), ["ECS008"]),
        (CHINESE.encode("utf-16"), ["ECS009"]),
        (CHINESE.encode("utf-16-be"), ["ECS009"]),
        (CHINESE.encode("utf-32"), ["ECS009"]),
    ],
)
def test_encodings_are_read(raw: bytes, codes: list[str]) -> None:
    document, findings = read_document("x.yaml", raw)
    assert [finding.rule.code for finding in findings] == codes
    assert document.data == {"tasks": {"店铺": {"name": "店铺设计"}}}


def test_gbk_names_the_line() -> None:
    finding = read_document("x.yaml", CHINESE.encode("gbk"))[1][0]
    assert finding.message.format_map(finding.params) == "looks like GBK, save it as UTF-8 (line 2)"
    assert finding.at.line == 2  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "raw", [b"a: caf\xe9\n", b"a: \xff\xfe\xfd\n", "a: 店".encode()[:-1], b"a: \xed\xa0\x80\n"]
)
def test_damaged_bytes(raw: bytes) -> None:
    document, findings = read_document("x.yaml", raw)
    assert "ECS007" in [finding.rule.code for finding in findings]
    assert "a" in document.data


@pytest.mark.parametrize(
    ("raw", "what"),
    [
        (b"<!DOCTYPE html><html>", "web page"),
        (b"\xef\xbb\xbf\n  <html lang=zh>", "web page"),
        (b"<table><tr>", "web page"),
        (b"PK\x03\x04\x14\x00", "Excel workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "old Excel"),
        (b"%PDF-1.7", "PDF"),
        (b"\x89PNG\r\n", "picture"),
    ],
)
def test_other_formats_say_what_they_look_like(raw: bytes, what: str) -> None:
    document, findings = read_document("x.yaml", raw)
    assert [finding.rule.code for finding in findings] == ["ECS006"]
    assert what in str(findings[0].params["what"])
    assert not document.whole
    assert document.span(("a", "b")).line == 1


def test_a_table_saved_as_yaml_is_recognised() -> None:
    finding = read_document("x.yaml", b"id,name,price\n1,x,2\n")[1][0]
    assert "table" in finding.message


@pytest.mark.parametrize("raw", [b"", b"\n\n", b"# only\n", b"\xef\xbb\xbf", b"---\n", b"~\n"])
def test_empty(raw: bytes) -> None:
    document, findings = read_document("x.yaml", raw)
    assert [finding.rule.code for finding in findings] == ["ECS002"]
    assert document.data == {}


def test_findings_for_those_who_open_files() -> None:
    made = [
        unreadable("a.yaml", "no permission"), empty_file("b.yaml"), folder_without_strategy("c"),
        directory_named_yaml("d.yaml"), symlink_loop("e"),
    ]  # fmt: skip
    assert [finding.rule.code for finding in made] == ["ECS001", "ECS002", "ECS003", "ECS004", "ECS005"]
    for finding, file in zip(made, ("a.yaml", "b.yaml", "c", "d.yaml", "e"), strict=True):
        assert file in finding.message.format_map(finding.params)
        assert finding.at.file == file  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("010", "10"), ("0b11", "3"), ("0o7", "7"), ("0x1F", "31"), ("1_000", "1000"), ("1,000", "1000"),
        ("1,000,000.5", "1000000.5"), ("1，000", "1000"), ("-007", "-7"), ("1 000", "1000"), ("00.5", "0.5"),
        ("1,00", None), ("abc", None), ("12", None), ("", None), ("1__0", None), ("0b12", None), ("9" * 500, None),
    ],
)  # fmt: skip
def test_misread_number(text: str, meant: str | None) -> None:
    assert misread_number(text) == meant


def test_ids_meant() -> None:
    assert [id_meant(text) for text in ("618", "2026-11-11", "shop", "")] == [
        "p618",
        "p2026_11_11",
        None,
        None,
    ]


def test_truthy_words() -> None:
    assert TRUTHY_WORDS["NO"] is False
    assert TRUTHY_WORDS["yes"] is True
    assert "true" not in TRUTHY_WORDS
