"""Measure, print a table of ratios, and fail when a limit is passed."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.measures import Result, contests, measure, run

SIZES = (110, 2_700, 50_000)
LARGE = 100_000


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the benchmarks; 1 when a limit is passed."""
    options = _parser().parse_args(arguments)
    sizes = [*options.sizes, LARGE] if options.large else options.sizes
    results = []
    with TemporaryDirectory(prefix="kyosai-xl-bench-") as name:
        folder, cache = Path(name), Path(name, "cache")
        for contest in contests(sizes, folder, options.rounds):
            # Compiling the modules is nobody's work.
            for each in (*contest.ours.values(), contest.peer):
                if each and contest.size in (None, 110):
                    run(each, cache)
            for result in measure(contest, cache):
                results.append(result)
                if not options.json:
                    print(_line(result), flush=True)
    if options.json:
        print(json.dumps([_fields(result) for result in results], ensure_ascii=False, indent=2))
    return int(any(result.over for result in results))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="benchmarks.run", description=__doc__)
    parser.add_argument(
        "sizes", nargs="*", type=int, default=SIZES, help="unions, default: %(default)s"
    )
    parser.add_argument("--large", action="store_true", help=f"also {LARGE:,} unions")
    parser.add_argument("--rounds", type=int, default=5, help="default: %(default)s")
    parser.add_argument("--json", action="store_true", help="print JSON instead of the table")
    return parser


def _fields(result: Result) -> dict[str, object]:
    return result._asdict() | {"over": result.over}


def _line(result: Result) -> str:
    size = "" if result.size is None else f"{result.size:,} unions"
    figure = f"{result.figure:.3f}" if result.unit == "ratio" else f"{result.figure:.1f} MiB"
    verdict = "over" if result.over else "ok"
    return (
        f"{result.measure:<25}{result.way:<6}{size:>15}{figure:>11}"
        f"   limit {result.limit:<5g} {verdict}"
    )


if __name__ == "__main__":
    sys.exit(main())
