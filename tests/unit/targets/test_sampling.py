"""Margins of error of a survey, with the figures of the handbook."""

from __future__ import annotations

from math import isclose

from ecsc.targets.sampling import answers_for, margin_of_error


def test_384_answers_give_five_points() -> None:
    assert isclose(margin_of_error(384), 0.05, abs_tol=5e-5)
    assert answers_for(0.05) == 384


def test_half_the_margin_needs_four_times_the_answers() -> None:
    assert answers_for(0.025) == 1537


def test_a_share_far_from_one_half_is_told_more_exactly() -> None:
    assert isclose(margin_of_error(400, 0.1), 0.0294, abs_tol=5e-5)
