"""Runs on images, trained update by update: what the page's digits lab shows of them."""

from dataclasses import replace
from itertools import count

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from residual.experiments import Config, DigitsConfig, digits, make_trainer
from residual.experiments.digits import make_digits_trainer
from residual.page.course import Course
from residual.settings import SettingError
from residual.training import Exam

SMALL = DigitsConfig(depth=8, width=1, epochs=2, batch_size=480, seed=3, precision="float64")
UPDATES = 3
"""Of an epoch: 1,437 images in batches of at most 480."""
PARTS = 4
"""Of a look: 1,437 images in batches of at most 400."""


def to_the_end(course: Course) -> list[dict]:
    answers = []
    while not course.over:
        answers.append(course.go_on(0))
    return answers


def test_training_step_by_step_is_the_training_itself() -> None:
    stepped, whole = make_digits_trainer(SMALL), make_digits_trainer(SMALL)
    pauses = sum(1 for _ in stepped.steps())
    whole.advance(2)
    assert stepped.history == whole.history
    assert stepped.updates == whole.updates
    for name, value in whole.network.state().items():
        assert_array_equal(stepped.network.state()[name], value)
    looks = 3 * (1 + PARTS)
    assert pauses == looks + 2 * UPDATES - 1, "after each update but the last, and in three looks"


def test_each_update_has_its_loss_and_their_mean_is_that_of_the_epoch() -> None:
    trainer = make_digits_trainer(SMALL)
    trainer.advance(2)
    assert len(trainer.updates) == 2 * UPDATES
    sizes = [len(rows) for rows in np.array_split(np.arange(1437), UPDATES)]
    for epoch, loss in enumerate(trainer.history.loss):
        own = trainer.updates[epoch * UPDATES : (epoch + 1) * UPDATES]
        assert np.average(own, weights=sizes) == pytest.approx(loss)


def test_a_full_batch_has_one_update_an_epoch() -> None:
    trainer = make_trainer(Config(depth=4, epochs=3))
    trainer.advance(3)
    assert trainer.updates == trainer.history.loss


def test_a_run_is_examined_before_each_epoch_and_at_its_end() -> None:
    trainer = make_digits_trainer(SMALL)
    trainer.advance(2)
    exams = trainer.history.observed
    assert [exam.epoch for exam in exams] == [1, 2, 3]
    assert all(isinstance(exam, Exam) for exam in exams)


def test_an_exam_is_of_the_weights_of_that_moment() -> None:
    watched, alone = make_digits_trainer(SMALL), make_digits_trainer(SMALL)
    alone.observer = None
    watched.advance(2)
    x, y = watched.observer.test
    for exam in watched.history.observed:
        rows = np.array_split(np.arange(len(alone.x)), PARTS)
        copy = alone.network.sharing_copy()
        logits = np.concatenate([copy.forward(alone.x[part]) for part in rows])
        assert exam.train_loss == pytest.approx(alone.loss(logits, alone.y)[0])
        assert exam.train_accuracy == pytest.approx(np.mean(logits.argmax(axis=1) == alone.y))
        alone.settle()
        answers = alone.logits(x).argmax(axis=1)
        assert_array_equal(exam.answers, answers)
        assert exam.test_accuracy == np.mean(answers == y)
        alone.advance()


def test_a_network_without_batch_norm_is_examined_too() -> None:
    trainer = make_digits_trainer(replace(SMALL, norm="none", lr=0.01, epochs=1))
    trainer.advance()
    logits = trainer.network.forward(trainer.x)
    assert trainer.history.observed[-1].train_loss == pytest.approx(
        trainer.loss(logits, trainer.y)[0]
    )


def test_a_course_tells_every_update_once_whatever_the_slices() -> None:
    native = make_digits_trainer(SMALL)
    native.advance(2)
    for milliseconds in (0, 100):
        course = Course(make_digits_trainer(SMALL))
        answers = []
        while not course.over:
            answers.append(course.go_on(milliseconds))
        assert_array_equal(np.concatenate([part["updates"] for part in answers]), native.updates)
        epochs = np.concatenate([part["observed"]["epochs"] for part in answers])
        assert_array_equal(epochs, [1, 2, 3])
        assert answers[-1]["done"]
        assert answers[-1]["epoch"] == 2
        seen = [part["observed"] for part in answers if len(part["observed"]["epochs"])]
        assert_array_equal(seen[-1]["answers"][-1], native.history.observed[-1].answers)
        assert seen[-1]["trainAccuracy"][-1] == native.history.observed[-1].train_accuracy


def test_a_slice_of_no_length_is_one_update_at_most() -> None:
    assert max(len(part["updates"]) for part in to_the_end(Course(make_digits_trainer(SMALL)))) == 1


def test_a_slice_ends_with_the_pause_that_is_past_its_time() -> None:
    ticks = count()
    course = Course(make_digits_trainer(replace(SMALL, norm="none", lr=0.01)))
    course.go_on(
        (1 + PARTS) * 1000, lambda: float(next(ticks))
    )  # a second at each look at the clock
    assert len(course.go_on(3000, lambda: float(next(ticks)))["updates"]) == 3


def test_a_divergence_ends_the_course(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(digits, "cross_entropy", lambda logits, y: (np.nan, np.zeros_like(logits)))
    answers = to_the_end(Course(make_digits_trainer(SMALL)))
    assert answers[-1]["done"]
    assert answers[-1]["divergedAt"] == 1
    assert sum(len(part["updates"]) for part in answers) == 0


def test_a_digit_is_read_with_the_statistics_of_all_training_images() -> None:
    trainer = make_digits_trainer(SMALL)
    course = Course(trainer)
    to_the_end(course)
    x, _ = trainer.observer.test
    image = (16 * x[5]).ravel().tolist()
    found = course.read(image)
    trainer.settle()
    logits = trainer.logits(x[5:6])[0]
    expected = np.exp(logits) / np.exp(logits).sum()
    assert_allclose(found["probability"], expected)
    assert found["updates"] == 2 * UPDATES
    assert found["probability"].argmax() == trainer.history.observed[-1].answers[5]


def test_reading_at_any_moment_changes_no_number_of_the_training() -> None:
    native = make_digits_trainer(SMALL)
    native.advance(2)
    course = Course(make_digits_trainer(SMALL))
    image = (16 * native.x[0]).ravel().tolist()
    before = course.read(image)["probability"]
    while not course.over:
        course.go_on(0)
        course.read(image)
    assert course.trainer.history == native.history
    assert course.trainer.updates == native.updates
    assert not np.array_equal(course.read(image)["probability"], before)


@pytest.mark.parametrize(
    ("image", "named"),
    [
        ("12", "12"),
        (None, "nothing"),
        ([0.0] * 63, "a list of 63"),
        ([0.0] * 63 + [17], "17 in it"),
        ([0.0] * 63 + [float("nan")], "nan in it"),
        ([True] * 64, "True in it"),
        ([[0.0] * 8] * 8, "a list of 8"),
    ],
)
def test_what_is_no_image_is_refused_by_name(image: object, named: str) -> None:
    course = Course(make_digits_trainer(SMALL))
    with pytest.raises(SettingError, match=rf"image: {named}.* is not allowed; use a list of 64"):
        course.read(image)


def test_a_run_on_points_has_no_updates_to_tell() -> None:
    with pytest.raises(SettingError, match="update: is not allowed for a run on points"):
        Course(make_trainer(Config(depth=4)))
