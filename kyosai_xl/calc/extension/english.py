"""The function wizard's words for a LibreOffice in English."""

from __future__ import annotations

FUNCTIONS = {
    "ACHIEVEMENT": "Achievement rate, actual ÷ target, as a fraction (0.564 for 56.4%);"
    " － without a target.",
    "REMAINING": "Contracts still missing to the target; negative once it is passed.",
    "ENROLMENT": "Enrolment rate, policies ÷ members, as a fraction, rounded half up to one"
    " decimal of the per cent; may pass 100%; － without members.",
    "CUMULATIVE": "Sum of the counts from the start of the fiscal year that holds the as-of month"
    " to that month.",
    "YEAR_ON_YEAR": "Difference in contracts from the year before: the cumulative count to the"
    " as-of month, less last fiscal year's to the same month. A month without a heading counts 0.",
    "ACHIEVED": "TRUE if the target is reached, otherwise FALSE; FALSE without a target.",
    "ACHIEVER_COUNT": "How many have reached their target, among the rows in which both target and"
    " actual are numbers.",
    "ACHIEVERS": "The rows that reached their target, in their order: name, target, actual, rate;"
    " one row なし if there is none.",
    "FISCAL_MONTHS": "The twelve month headings of a fiscal year, side by side, each the first day"
    ' of the month as a date; format them as m"月" or the like.',
    "REQUIRED_PACE": "Contracts a month needed from the month after the as-of month to the end of"
    " the fiscal year to reach the target, rounded up; 0 once it is reached, － if no month is"
    " left.",
    "LANDING": "Expected count at the end of the fiscal year: the cumulative count ÷ the share that"
    " past years (the last ten with all twelve months) had reached by the same month, rounded half"
    " up; － if the past does not tell.",
}
"""Function name → what it gives."""

PARAMETERS = {
    "actual": "The actual count. A range gives a range.",
    "actuals": "The actual counts, a range of the same size as the targets.",
    "as_of": "The as-of month: a date, any day of that month.",
    "counts": "The counts beside those headings. Headings in one row take any number of rows of"
    " counts, with a result for each; text is not counted.",
    "digits": "Decimals of the per cent, 0 to 6; if left out, 1 for rounding half up and 2 for"
    " cutting off.",
    "fiscal_year": "The calendar year in which the fiscal year starts: 2024 for 2024年度.",
    "members": "The number of members; － if it is blank or 0.",
    "method": "四捨五入 or half_up (round half up), 切り捨て or cut_off (cut off); if left out,"
    " half up.",
    "months": "The month headings, dates in one row or one column. Counts below other headings"
    " (2月累計, blank) are left out.",
    "names": "The names of the branches or unions, one column or one row.",
    "policies": "Group life policies in force. A range gives a range.",
    "start_month": "The month in which the fiscal year starts, 1 to 12: 6 for June.",
    "target": "The target; blank or 0 means none. A range gives a range.",
    "targets": "The targets, a range; a whole column such as D:D will do.",
}
"""Argument name → what it is."""

PARAMETERS_OF = {
    ("REMAINING", "target"): "The target; blank counts as 0. A range gives a range.",
    ("REQUIRED_PACE", "target"): "The target; blank counts as 0. A range gives a range.",
    ("ACHIEVERS", "method"): "四捨五入 or half_up (round half up to one decimal of the per cent),"
    " 切り捨て or cut_off (cut off after two); if left out, half up.",
}
"""Function and argument name → what it is, where that is not the same for all functions."""


def parameter(function: str, name: str) -> str:
    """Return what an argument is."""
    return PARAMETERS_OF.get((function, name)) or PARAMETERS[name]
