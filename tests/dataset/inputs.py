"""Small inputs to spoil, and the ways to write them: CSV folders and workbooks."""

import csv
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
import xlsxwriter

from kyosai_xl.dataset import loading
from kyosai_xl.dataset.data_set import DataSet
from kyosai_xl.dataset.findings import Finding
from kyosai_xl.dataset.loading import SourceError, load
from kyosai_xl.dataset.places import NOWHERE

SAMPLE = Path(loading.__file__).with_name("sample")
FILES = {
    "unions": "model_unions.csv",
    "counts": "model_union_counts.csv",
    "products": "product_results.csv",
    "stories": "stories.csv",
    "totals": "control_totals.csv",
}
SHEETS = {
    "unions": "単組",
    "counts": "月次件数",
    "products": "主要共済",
    "stories": "取り組み",
    "totals": "照合値",
}

UNIONS = """\
県コード,県名,単組コード,単組名,組合員数,団生保有,発効月,目標件数,区分
01,北海道,039,苫小牧市立病院職員組合,370,12,10,20,集計
03,青森,034,横浜町職員組合,60,35,4,10,集計
60,社保労連,001,日本年金機構職員労働組合,6003,2012,12,80,参考
"""
COUNTS = """\
県コード,単組コード,年月,件数
01,039,2024-05,3
01,039,2024-06,12
03,034,2024-07,5
60,001,2024-08,1234
"""
PRODUCTS = """\
共済名,集計月,県コード,県名,目標件数,実績件数,出所
団体生命共済,2024-07,01,北海道,44,20,公表値
団体生命共済,2024-07,03,青森,14,12,按分
火災共済,2024-06,03,青森,14,7,按分
"""
STORIES = """\
共済・運動,県コード,県名,単組コード,ヒアリング理由,取り組み内容,確認月
春の運動,01,北海道,,件数の伸び,,
加入拡大モデル単組,01,北海道,039,,実績15件,2024-07
団体生命共済,03,青森,,到達率が85.71%のため,"職場を回り、
目標14件に対し12件",2024-08
"""
TOTALS = """\
集計月,表,項目,値
2024-08,6月開始,累積件数,17
2024-08,6月開始,前年比,-3
2024-08,団体生命共済,目標,58
"""
CLEAN = {
    "unions": UNIONS,
    "counts": COUNTS,
    "products": PRODUCTS,
    "stories": STORIES,
    "totals": TOTALS,
}

Table = list[list[object]]


def rows_of(text: str) -> Table:
    return [list(row) for row in csv.reader(text.splitlines(keepends=True))]


def text_of(rows: Iterable[Sequence[object]]) -> str:
    def cell(value: object) -> str:
        text = str(value)
        return f'"{text.replace(chr(34), chr(34) * 2)}"' if re.search('[,"\n\r]', text) else text

    return "".join(",".join(map(cell, row)) + "\n" for row in rows)


def spoilt(table: str, line: int, column: str, cell: object) -> Table:
    """The clean table with one cell changed; lines count from 1, as the findings do."""
    rows = rows_of(CLEAN[table])
    rows[line - 1][rows[0].index(column)] = cell
    return rows


def write_folder(folder: Path, encoding: str = "utf-8", **tables: str | bytes | None) -> Path:
    """A clean input but for the tables given; None leaves a file out."""
    folder.mkdir(parents=True, exist_ok=True)
    for table, content in {**CLEAN, **tables}.items():
        if content is not None:
            data = content if isinstance(content, bytes) else content.encode(encoding)
            (folder / FILES[table]).write_bytes(data)
    return folder


def typed(rows: Table) -> Table:
    """Numbers as numbers, as they stand in a workbook; codes too, so that zeros are lost."""
    return [
        [float(cell) if re.fullmatch("[0-9]+", str(cell)) else cell for cell in row] for row in rows
    ]


def write_workbook(path: Path, top: int = 0, left: int = 0, **tables: Table | None) -> Path:
    """The same as a workbook; cells that are dates become Excel dates."""
    with xlsxwriter.Workbook(path) as book:
        date = book.add_format({"num_format": "yyyy-mm"})
        for table, text in CLEAN.items():
            rows = tables.get(table, typed(rows_of(text)))
            if rows is None:
                continue
            sheet = book.add_worksheet(SHEETS[table])
            for line, row in enumerate(rows, top):
                for column, cell in enumerate(row, left):
                    if hasattr(cell, "year"):
                        sheet.write_datetime(line, column, cell, date)
                    elif isinstance(cell, str):
                        sheet.write_string(line, column, cell)
                    else:
                        sheet.write(line, column, cell)
    return path


@contextmanager
def forbidden(path: Path) -> Iterator[None]:
    """No one may read the file or folder, unless they may read everything."""
    mode = path.stat().st_mode
    path.chmod(0)
    try:
        if os.access(path, os.R_OK):
            pytest.skip("this user may read everything")
        yield
    finally:
        path.chmod(mode)


def figures(data: DataSet) -> DataSet:
    """The data set without what differs by where it came from."""
    return data._replace(source="", findings=(), story_places=NOWHERE)


def findings_of(source: str | Path) -> tuple[Finding, ...]:
    """All findings, whether they stop the report or not."""
    try:
        return load(str(source)).findings
    except SourceError as refused:
        return refused.findings


def kinds(findings: Iterable[Finding]) -> list[str]:
    return [finding.kind for finding in findings]


def only(findings: Sequence[Finding]) -> Finding:
    """The only finding, and one that says what, where and what to do."""
    assert len(findings) == 1, findings
    assert_complete(findings[0])
    return findings[0]


def assert_complete(finding: Finding) -> None:
    for text in (finding.message, finding.action):
        assert text.endswith("。"), finding
        assert re.search("[ぁ-ん]", text), finding
    assert re.fullmatch("[a-z][a-z0-9_]+", finding.kind)
    assert finding.file
    assert finding.sentence.startswith(f"{finding.level.label}: {finding.file}")
