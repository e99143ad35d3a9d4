"""docs/functions.md, written from the catalogue; a test keeps the file equal to it."""

from __future__ import annotations

from collections.abc import Iterator

from kyosai_xl.functions.blocks import shape
from kyosai_xl.functions.catalogue import FUNCTIONS
from kyosai_xl.functions.dates import EARLIEST_YEAR, LATEST_YEAR
from kyosai_xl.functions.examples import EXAMPLES
from kyosai_xl.functions.messages import MESSAGES
from kyosai_xl.functions.model import CATEGORY, Block, Function, Parameter, Scalar

_HEAD = f"""# 関数

セルで使える関数です。ExcelとLibreOfficeの「関数の挿入」では、分類「{CATEGORY}」\
(LibreOfficeでは「アドイン」)にあります。

## 共通の約束

- **範囲をまとめて渡します。** `=ACHIEVEMENT(C2:C111,B2:B111)` のように一度に渡すと、\
呼び出しは1回で済み、\
結果も範囲になります。Microsoft 365では自動で広がり、ほかのExcelとLibreOfficeでは、\
結果の範囲を選んで\
Ctrl+Shift+Enterで入力します(配列数式)。1つのセル、1行、1列は、相手の範囲に合わせて繰り返します。
- **列全体(A:A)** を渡すと、最後に入力のある行までを計算します。
- **空白**は、1つの値としては0、件数の範囲の中では数えません。`=""` の結果も空白とみなします。
- **文字**は、1つの値として渡すと短い文(下の一覧)になり、件数の範囲の中では\
 `SUM` と同じく数えません。
- **TRUEとFALSE**は、1つの値としては1と0、件数の範囲の中では数えません。\
LibreOfficeでは、範囲の中でも1と0です(`SUM` と同じ)。
- **エラー値**(`#N/A` など)と「－」と短い文は、1つの値として渡すとそのまま返ります。\
件数の範囲の中の\
エラー値は、合計する月にあるときだけ返ります。
- **日付**は{{years}}のものだけを月とみなします。月のどの日でもかまいません。
- 率は整数のまま正確に計算し、最後に一度だけ丸めます。`ROUND(実績/目標,3)` では、\
ちょうど半分の値が\
ずれることがあります。
"""
_TEXTS = """## 「－」や短い文が混ざったときの合計

率や件数の列には、数のほかに「－」や短い文が入ることがあります。文字を黙って飛ばす関数では、\
飛ばしたことが結果から分かりません。

| 使い方 | 「－」や短い文のセルは |
|---|---|
| `SUM(D2:D48)`、`AVERAGE`、`MAX`、`MIN`、`COUNT`、`SUBTOTAL` | 数えない。平均は\
数のセルだけの平均になる |
| `SUMIFS`、`AVERAGEIFS` の合計・平均する範囲 | 数えない |
| `COUNTIF(D2:D48,">=1")` | 数えない |
| `COUNTA(D2:D48)` | 1つと数える |
| `D2+D3`、`D2*100`、`SUMPRODUCT(D2:D48*1)` | `#VALUE!` になる |
| `D2>=1` | TRUEになる。文字はどの数よりも大きいとみなされるので、先に `ISNUMBER(D2)` を確かめる |
| `CUMULATIVE`、`YEAR_ON_YEAR`、`LANDING` の件数、`ACHIEVER_COUNT`、`ACHIEVERS` の目標と実績 |\
 数えない |

- 率は足したり平均したりせず、合計から求めます: `=ACHIEVEMENT(SUM(C2:C48),SUM(B2:B48))`。
- すべて数であることを確かめる: `=COUNT(D2:D48)=ROWS(D2:D48)`
- 「－」(目標なし)の数: `=COUNTIF(D2:D48,"－")`
- 直すべき短い文の数: `=SUMPRODUCT(ISTEXT(D2:D48)*(D2:D48<>"－")*(D2:D48<>""))`
- 文字が混ざっていたら合計しない: \
`=IF(COUNT(D2:D48)=ROWS(D2:D48),SUM(D2:D48),"数でないセルがあります")`
"""
_NATIVE = """## 組み込みの関数で書いた式

各関数の「同じ結果の式」は、アドインのないExcel 2010以降とLibreOfficeで使えます。\
0から100万までの件数(空白を含む)では\
結果が同じになり、LibreOfficeに計算させて検査しています。短い文は出しません。\
月ごとの式は、同じ月の見出しが2つない表で、\
件数1行(1列)ずつに使います。`ACHIEVERS` の式は縦に並んだ範囲に使います。
"""


def render() -> str:
    """Return the whole page."""
    head = _HEAD.replace("{years}", f"{EARLIEST_YEAR}年から{LATEST_YEAR}年まで")
    contents = _table(
        ("関数", "返すもの"),
        ((f"[`{each.name}`](#{each.name.lower()})", _first(each.help)) for each in FUNCTIONS),
    )
    sections = map(_section, FUNCTIONS)
    messages = "\n".join(f"- {message}" for message in MESSAGES)
    told = f"## 短い文の一覧\n\nこのほかの文は出ません。\n\n{messages}\n"
    return "\n".join((head, "## 一覧\n", contents, *sections, _TEXTS, _NATIVE, told))


def _section(function: Function) -> str:
    example = EXAMPLES[function.name]
    result = function.call(*example.values)
    rows = ((f"`{each.name}`", each.label, _told(each)) for each in function.parameters)
    native = function.native(*example.arguments)
    array = "(配列数式)" if function.spills else ""
    return "\n".join(
        (
            f"## {function.name}\n",
            f"`{signature(function)}`\n",
            f"{function.help}\n",
            _table(("引数", "名前", "説明"), rows),
            f"例: `={function.udf(example.arguments)}` → {_shown(result)}  ",
            f"({example.told})\n",
            f"同じ結果の式{array}:\n\n```\n={native}\n```\n",
        )
    )


def signature(function: Function) -> str:
    """Return the function as it is typed, optional arguments in brackets."""
    names = (f"[{each.name}]" if each.optional else each.name for each in function.parameters)
    return f"{function.name}({', '.join(names)})"


def _told(parameter: Parameter) -> str:
    return f"{'(省略可)' if parameter.optional else ''}{parameter.help}"


def _first(text: str) -> str:
    return text.partition("。")[0]


def _shown(block: Block) -> str:
    if shape(block) == (1, 1):
        return f"`{_value(block[0][0])}`"
    return " / ".join("`" + "、".join(map(_value, row)) + "`" for row in block)


def _value(value: Scalar) -> str:
    return str(value).upper() if isinstance(value, bool) else str(value)


def _table(heads: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> str:
    lines = (heads, ("---",) * len(heads), *rows)
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"
