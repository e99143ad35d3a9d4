from kyosai_xl.dataset import findings as module
from kyosai_xl.dataset.findings import Finding, Findings, Level, describe, error, info, warning

NEGATIVE = Finding(
    Level.ERROR,
    "negative",
    "「-5」は負の数です。",
    "model_unions.csv",
    "12行目 目標件数",
    "0以上の整数に直してください。",
)


def test_a_sentence_says_what_where_and_what_to_do():
    assert NEGATIVE.sentence == (
        "エラー: model_unions.csv 12行目 目標件数: "
        "「-5」は負の数です。0以上の整数に直してください。"
    )


def test_a_finding_on_the_whole_file_names_no_place():
    assert NEGATIVE._replace(place="").sentence.startswith("エラー: model_unions.csv: 「-5」")


def test_levels_have_japanese_labels_and_stable_values():
    assert [(level.value, level.label) for level in Level] == [
        ("error", "エラー"),
        ("warning", "注意"),
        ("info", "お知らせ"),
    ]


def test_describe_puts_errors_first_and_counts_what_it_leaves_out():
    minor = NEGATIVE._replace(level=Level.WARNING, kind="number_form")
    note = NEGATIVE._replace(level=Level.INFO, kind="encoding_cp932", place="")
    many = [NEGATIVE._replace(place=f"{line}行目 件数") for line in range(2, 1273)]
    lines = describe([note, minor, *many])
    assert lines[:4] == [*(each.sentence for each in many[:3]), "　ほか1,268か所"]
    assert lines[4:] == [
        minor.sentence,
        note.sentence,
        "エラー 1,271件、注意 1件、お知らせ 1件",
    ]


def test_describe_groups_by_level_and_kind():
    other = NEGATIVE._replace(kind="blank")
    lines = describe([NEGATIVE, other, NEGATIVE, NEGATIVE], limit=2)
    assert lines == [
        NEGATIVE.sentence,
        NEGATIVE.sentence,
        "　ほか1か所",
        other.sentence,
        "エラー 4件",
    ]


def test_nothing_found_is_nothing_to_say():
    assert describe([]) == []


def test_findings_keep_their_order_and_count_errors():
    found = Findings()
    found.add(info("a", "あ。", "い。"), "x.csv")
    found.add(error("b", "あ。", "い。"), "x.csv", "2行目")
    found.add(warning("a", "あ。", "い。"), "x.csv")
    assert [(each.level, each.place) for each in found.all] == [
        (Level.INFO, ""),
        (Level.ERROR, "2行目"),
        (Level.WARNING, ""),
    ]
    assert found.errors == 1


def test_a_flood_is_counted_but_not_kept(monkeypatch):
    monkeypatch.setattr(module, "MOST_PER_KIND", 2)
    found = Findings()
    for line in range(5):
        found.add(error("negative", "あ。", "い。"), "x.csv", f"{line}行目")
    *kept, last = found.all
    assert len(kept) == 2
    assert found.errors == 5
    assert (last.level, last.kind) == (Level.INFO, "findings_omitted")
    assert "negative" in last.message
    assert "3か所" in last.message
