from kyosai_xl.layout.flow import TALLEST, Flow
from kyosai_xl.layout.model import Block, Cell
from kyosai_xl.layout.styles import HEAD, TEXT
from kyosai_xl.layout.text_fit import Line, row_height


def text_lines(count):
    return [Line(str(n), ends=True) for n in range(count)]


def test_rows_follow_each_other_and_cells_move_with_them():
    flow = Flow(100)
    flow.add(20.0, Cell(0, 0, "一", TEXT))
    flow.add(30.0, Block(0, 0, 0, 1, "二", TEXT))
    assert [cell[:2] for cell in flow.cells] == [(0, 0), (1, 0)]
    assert flow.cells[1].last_row == 1
    assert (flow.heights, flow.left, flow.breaks) == ({0: 20.0, 1: 30.0}, 50.0, [])


def test_what_does_not_fit_begins_a_page():
    flow = Flow(100)
    flow.add(60.0)
    flow.keep(40.0)
    assert flow.breaks == []
    flow.keep(41.0)
    assert (flow.breaks, flow.left, flow.page) == ([1], 100.0, 2)


def test_an_empty_page_is_never_left():
    flow = Flow(100)
    flow.keep(500.0)
    assert (flow.breaks, flow.page) == ([], 1)


def test_a_head_begins_every_further_page():
    flow = Flow(100)
    flow.head = 20.0, (Cell(0, 0, "見出し", HEAD),)
    flow.add(90.0)
    flow.keep(50.0)
    assert flow.breaks == [1]
    assert flow.cells[0][:3] == (1, 0, "見出し")
    assert flow.left == 80.0


def placed(flow, lines):
    pieces = []
    for piece in flow.pieces(lines, 10):
        pieces.append((flow.page, len(piece)))
        flow.add(row_height(len(piece), 10))
    return pieces


def test_a_text_goes_on_overleaf():
    flow = Flow(100)
    assert placed(flow, text_lines(12)) == [(1, 5), (2, 5), (3, 2)]
    assert flow.breaks == [1, 2]


def test_no_row_is_taller_than_programs_take():
    flow = Flow(10_000)
    found = placed(flow, text_lines(60))
    assert sum(count for _, count in found) == 60
    assert len(found) > 1
    assert max(flow.heights.values()) <= TALLEST
    assert flow.breaks == []


def test_a_page_with_nothing_but_its_head_takes_what_it_can():
    flow = Flow(100)
    flow.head = 80.0, ()
    flow.add(95.0)
    assert [count for _, count in placed(flow, text_lines(3))] == [1, 1, 1]
